import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gradlens } from './run.ts';

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

it('npm start shows that a deep logistic network hardly learns, and that tanh and relu do', async () => {
  const [node, command, ...args] = scripts.start.split(' ');
  expect([node, command]).toEqual(['node', 'dist/cli/main.js']);
  const { code, stdout, stderr } = await gradlens([...args, '--json', '--quiet']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { activations, seconds } = JSON.parse(stdout);
  const named = Object.fromEntries(activations.map((one: { name: string }) => [one.name, one]));
  // Measured: 10.3 %, 93.1 % and 94.4 %.
  expect(named.sigmoid.testAccuracy.median).toBeLessThan(0.2);
  expect(named.tanh.testAccuracy.median).toBeGreaterThan(0.9);
  expect(named.relu.testAccuracy.median).toBeGreaterThan(0.9);
  for (const { search } of activations) expect(search.tried.length).toBeGreaterThanOrEqual(7);
  // Measured: 7 s on two idle cores.
  expect(seconds).toBeLessThan(90);
}, 120_000);
