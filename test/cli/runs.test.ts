import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RunLock } from '../../src/runs/folder/run-lock.ts';
import { gradlens } from './run.ts';
import { workshop } from './trained.ts';

const { cwd, run, train } = workshop();

beforeAll(async () => {
  await train('--run', 'runs/a', '--epochs', '1');
  await train('--run', 'runs/b', '--activation', 'tanh', '--epochs', '40', '--lr', '0.5');
  await train('--run', 'runs/c', '--hidden', '3,2', '--optimizer', 'adam');
  mkdirSync(join(cwd, 'runs', 'compare-1'));
  cpSync(join(cwd, 'runs', 'c'), join(cwd, 'runs', 'compare-1', 'relu-seed-0'), { recursive: true });
  rmSync(join(cwd, 'runs', 'compare-1', 'relu-seed-0', 'summary.json'));
  RunLock.take(join(cwd, 'runs', 'compare-1', 'relu-seed-0'));
  mkdirSync(join(cwd, 'runs', 'spoilt'));
  writeFileSync(join(cwd, 'runs', 'spoilt', 'config.json'), 'not JSON');
}, 60_000);

interface Listed {
  name: string;
  accuracy: number;
  loss: number;
  status: string;
}

async function listed(...args: string[]): Promise<Listed[]> {
  const { code, stdout } = await run('runs', ...args, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout).runs;
}
const names = async (...args: string[]) => (await listed(...args)).map(({ name }) => name);

describe('runs', () => {
  it('shows a table with what is broken below', async () => {
    const { code, stdout, stderr } = await run('runs', '--sort', 'name');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/run +activation +hidden +optimizer +lr +epochs +accuracy +loss +time +status +begun\n─+\n/);
    expect(stdout).toMatch(
      / b +tanh +4 +sgd +0\.5 +40\/40 +[\d.]+ % +[\d.e-]+ +[\w. ]+ +finished +\d{4}-\d\d-\d\d \d\d:\d\d\n/,
    );
    expect(stdout).toMatch(/ compare-1\/relu-seed-0 +relu +3,2 +adam .* running /);
    expect(stdout).toMatch(/No runs, though they look like some:\n {2}spoilt: .*must be JSON/);
  });

  it('sorts, the best first', async () => {
    for (const [by, sign] of [
      ['accuracy', -1],
      ['loss', 1],
    ] as const) {
      const values = (await listed('--sort', by)).map((one) => one[by]);
      expect(values).toHaveLength(4);
      expect(values).toEqual([...values].sort((a, b) => sign * (a - b)));
    }
    expect(await names('--sort', 'name')).toEqual(['a', 'b', 'c', 'compare-1/relu-seed-0']);
  });

  it.each([
    ['activation=tanh', ['b']],
    ['activation=ReLU,status=finished', ['a', 'c']],
    ['hidden=3,2', ['c', 'compare-1/relu-seed-0']],
    ['hidden=3,2,status=running', ['compare-1/relu-seed-0']],
    ['lr=5e-1', ['b']],
    ['optimizer=adam,shuffle=true', ['c', 'compare-1/relu-seed-0']],
    ['epochs=40', ['b']],
  ])('filters by %s', async (filter, wanted) => {
    expect(await names('--sort', 'name', '--filter', filter)).toEqual(wanted);
  });

  it('says which condition holds for none', async () => {
    const { code, stdout, stderr } = await run('runs', '--filter', 'activation=gelu');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe('No run has activation=gelu; there are relu, tanh.\n');
  });

  it('is no mistake before the first run', async () => {
    const { code, stdout, stderr } = await gradlens(['runs']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/No runs in runs yet: `gradlens train` makes one/);
  });
});

describe('activations --plot', () => {
  it('draws the functions and their derivatives', async () => {
    const { code, stdout } = await run('activations', 'sigmoid', 'tanh', '--plot', '--range', '-3,3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/f\(z\)(?:.*\n)*.*● sigmoid {2}▲ tanh(?:.*\n)*.*f'\(z\)(?:.*\n)*.*● sigmoid {2}▲ tanh/);
    expect(stdout).toMatch(/-3 .* 3\n/);
  });

  it('gives the points in --json', async () => {
    const [sigmoid] = JSON.parse((await run('activations', 'logistic', '--plot', '--range', '-2,2', '--json')).stdout);
    expect(sigmoid.name).toBe('sigmoid');
    expect(sigmoid.curve).toHaveLength(241);
    expect(sigmoid.curve[120]).toEqual({ z: 0, f: 0.5, df: 0.25 });
    expect(sigmoid.curve[240].f).toBeCloseTo(1 / (1 + Math.exp(-2)), 15);
  });
});
