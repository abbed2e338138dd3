import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settingNames } from '../../src/settings/table.ts';
import { untimed, workshop } from './trained.ts';

const { cwd, run, train } = workshop({
  'c.json': JSON.stringify({ lr: 0.5, epochs: 3, shuffle: false, dropLast: true, scale: 255 }),
  'c.yaml': 'lr: 0.25\nhidden: [6, 5]\nactivation: leaky_relu\nearlyStopping: true\nvalidation: 0.1\n',
});

async function resolved(...args: string[]) {
  const { code, stdout } = await run('train', '--print-config', ...args);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

it('--print-config shows every setting and writes nothing', async () => {
  expect(Object.keys(await resolved())).toEqual([...settingNames]);
  expect(readdirSync(cwd).sort()).toEqual(['c.json', 'c.yaml', 'small.csv']);
});

it('flags overrule the config file, and that the defaults', async () => {
  expect(await resolved()).toMatchObject({ lr: 0.1, epochs: 5, seed: 0 });
  expect(await resolved('--config', 'c.json')).toMatchObject({ lr: 0.5, epochs: 3, seed: 0 });
  expect(await resolved('--config', 'c.json', '--lr', '2', '--seed', '7')).toMatchObject({ lr: 2, epochs: 3, seed: 7 });
});

it('a switch in a config file holds until its flag says otherwise, either way', async () => {
  expect(await resolved('--config', 'c.json')).toMatchObject({ shuffle: false, dropLast: true });
  const flags = ['--shuffle', '--no-drop-last'];
  expect(await resolved('--config', 'c.json', ...flags)).toMatchObject({ shuffle: true, dropLast: false });
  expect(await resolved('--no-shuffle', '--drop-last')).toMatchObject({ shuffle: false, dropLast: true });
});

it('YAML is as good as JSON, and numbers are as good as the names they spell', async () => {
  const yaml = { lr: 0.25, hidden: [6, 5], activation: 'leaky_relu', earlyStopping: true, validation: 0.1 };
  expect(await resolved('--config', 'c.yaml')).toMatchObject(yaml);
  expect(await resolved('--config', 'c.json')).toMatchObject({ scale: '255' });
});

it("a run's config.json repeats the run bit for bit", async () => {
  const flags = ['--dropout', '0.3', '--no-shuffle', '--optimizer', 'adam', '--schedule', 'cosine', '--seed', '3'];
  await train('--run', 'first', ...flags);
  const { code } = await run('train', '--config', 'first/config.json', '--run', 'again', '--quiet');
  expect(code).toBe(0);
  const file = (run: string, name: string) => readFileSync(join(cwd, run, name));
  expect(untimed(file('again', 'metrics.csv'))).toEqual(untimed(file('first', 'metrics.csv')));
  expect(file('again', 'model.safetensors')).toEqual(file('first', 'model.safetensors'));
  expect(file('again', 'config.json')).toEqual(file('first', 'config.json'));
});
