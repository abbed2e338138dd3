import { expect, it } from 'vitest';
import { gradlens } from './run.ts';
import { SMALL, smallTable } from './small-data.ts';

// Node itself writes there, too: V8 complains of a flag that it does not know, once in every thread.
const given = { 'small.csv': smallTable() };

it.each(['1', '3'])('train on %s threads writes nothing to stderr, and takes the fastest build', async (threads) => {
  const args = ['train', ...SMALL, '--engine', 'wasm', '--threads', threads, '--quiet'];
  const { code, stderr, files } = await gradlens(args, { given });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const config = Object.entries(files).find(([path]) => path.endsWith('config.json'));
  expect(JSON.parse(String(config?.[1])).engine).toMatchObject({ name: 'wasm', flavour: 'relaxed' });
});

it('compare writes nothing to stderr, in none of its threads', async () => {
  const args = ['compare', ...SMALL, '--activations', 'tanh,relu', '--lr', '0.1', '--jobs', '2', '--quiet'];
  const { code, stderr } = await gradlens(args, { given });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
