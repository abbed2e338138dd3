import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/experiments/reproduction/presets/index.ts';
import { idxBytes } from '../dataset/idx-bytes.ts';
import { madeUpImages } from '../experiments/reproduction/runners.ts';
import { needs } from '../support/needs.ts';
import { command, gradlens, start } from './run.ts';

/** The images are of no use but that they are as many as MNIST's: figures measured on them must come out otherwise. */
let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'gradlens-reproduce-'));
  mkdirSync(join(cwd, 'images'));
  const { train, test } = madeUpImages();
  for (const [name, { count, values, labels }] of Object.entries({ train, t10k: test })) {
    const write = (what: string, bytes: Uint8Array) =>
      writeFileSync(join(cwd, 'images', `${name}-${what}-ubyte.gz`), gzipSync(bytes, { level: 1 }));
    write('images-idx3', idxBytes([count, 28, 28], Uint8Array.from(values)));
    write('labels-idx1', idxBytes([count], Uint8Array.from(labels)));
  }
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('gradlens reproduce', () => {
  it('lists what there is', async () => {
    const { code, stdout, stderr } = await gradlens(['reproduce']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { name } of presets) expect(stdout).toContain(` ${name} `);
    const { stdout: json } = await gradlens(['reproduce', '--json']);
    const listed = JSON.parse(json) as { name: string; long: boolean }[];
    expect(listed.map(({ name, long }) => ({ name, long }))).toEqual(
      presets.map(({ name, long = false }) => ({ name, long })),
    );
  });

  it('measures, judges, and saves charts and results', async () => {
    const asked = ['reproduce', 'cs231n-signal', '--seeds', '1', '--quick'];
    const { code, stdout, stderr } = await gradlens(asked, { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^cs231n-signal: .*\n {2}tanh, 0.01, seed 0\n/);
    expect(stdout).toMatch(/published +measured +accepted +verdict/);
    expect(stdout).toMatch(/tanh, 0.01: layer 1 +0.213 +0.21\d\d +0.207 to 0.219 +reproduced/);
    expect(stdout).toContain('Measured: one seed, --quick');
    for (const file of ['chart.svg', 'chart.png', 'results.json']) {
      expect(stdout).toContain(`runs/reproduce/cs231n-signal/${file}`);
      expect(existsSync(join(cwd, 'runs/reproduce/cs231n-signal', file))).toBe(true);
    }
    const again = await gradlens([...asked, '--json'], { cwd });
    const [result] = JSON.parse(again.stdout);
    expect(result).toMatchObject({ reproduced: true, quick: true, seeds: [0], preset: { name: 'cs231n-signal' } });
    // Neither was the first folder touched.
    expect(again.files['runs/reproduce/cs231n-signal-2/results.json'].toString()).toBe(
      `${JSON.stringify(result, null, 2)}\n`,
    );
  });

  it('tells what cannot be written, and leaves no half file', needs('posix'), async () => {
    // A limit on the size of files, in blocks of 1 KiB: charts as text fit, as pixels they do not.
    const shell = `ulimit -f 48; exec "$@"`;
    const asked = ['reproduce', 'cs231n-signal', '--seeds', '1', '--quick', '--out', 'tight'];
    const child = spawnSync('bash', ['-c', shell, 'bash', process.execPath, command, ...asked], {
      cwd,
      encoding: 'utf8',
    });
    expect(child.stderr).toMatch(
      /\ngradlens: --out must be .*chart\.png'\. The system says: EFBIG: file too large\.\n$/i,
    );
    expect(child.status).toBe(2);
    expect(readdirSync(join(cwd, 'tight/cs231n-signal'))).toEqual(['chart.svg']);
  });

  it('prints one table in Markdown', async () => {
    const asked = ['reproduce', 'nielsen-ch5-gradients', '--data', 'images', '--out', 'out', '--seeds', '1'];
    const { code, stdout } = await gradlens([...asked, '--markdown', '--quiet'], { cwd });
    expect(code).toBe(0);
    const [head, rule, ...rows] = stdout.split('\n');
    expect(head).toBe('| preset | figure | published | measured | accepted | verdict | seeds | time |');
    expect(rule).toMatch(/^\|( ---:? \|){8}$/);
    expect(rows[0]).toMatch(
      /^\| \*\*nielsen-ch5-gradients\*\* \| L = 2, hidden layer 1 \| 0.0657 \| .* \| 0.03 to 0.091 \| \w+ \| 1 \|/,
    );
    expect(stdout).toMatch(/\n9 figures: 9 reproduced\.\n\n- \*\*nielsen-ch5-gradients\*\*: /);
  });

  it('trains side by side on threads, and exits 1 where a figure is outside', async () => {
    const asked = ['reproduce', 'nielsen-ch3-init', '--quick', '--data', 'images', '--out', 'out', '--seeds', '1'];
    const { code, stdout, stderr } = await gradlens([...asked, '--json'], { cwd });
    const [{ figures, trainings }] = JSON.parse(stdout);
    // Noughts and dots are learnt at once.
    expect(figures.map(({ measured }: { measured: number }) => measured)).toEqual([1, 1, 1, 1]);
    expect(trainings).toHaveLength(4);
    expect(trainings[0].settings).toMatchObject({ hidden: [30], l2: 1e-4, init: 'nielsen', validation: 10_000 });
    expect(stderr).toMatch(/ {2}100 units, N\(0, 1\), seed 0: 1 epoch /);
    const judged = figures.map(({ outcome }: { outcome: string }) => outcome);
    expect(judged).toEqual(['outside', 'outside', 'outside', 'outside']);
    expect(code).toBe(1);
  });

  it.each([['nielsen-ch5-depth'], ['nielsen-ch5-plateau']])('stops at SIGINT: %s', async (name) => {
    const child = start(['reproduce', name, '--data', 'images', '--out', 'stopped'], cwd);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      const first = stderr === '';
      stderr += chunk;
      // Wherever it is by then: reading data, training, looking at gradients.
      if (first) setTimeout(() => child.kill('SIGINT'), 1500);
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toMatch(/Interrupted: 0 of 1 are measured and saved\.\n$/);
    expect(code).toBe(130);
    expect(existsSync(join(cwd, 'stopped', name))).toBe(false);
  });
});
