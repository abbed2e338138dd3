import { beforeAll, expect, it } from 'vitest';
import { summarySchema, workshop } from './trained.ts';

const { run } = workshop({ 'mine.mjs': "export default { name: 'mine', f: (z) => Math.tanh(z) / 20 };\n" });
const SMALL = ['--data', 'small.csv', '--batch-size', '8', '--run'];

beforeAll(async () => {
  await run('train', ...SMALL, 'ill', '--activation', 'sigmoid', '--hidden', '6x8', '--quiet');
});

it('tells what a run suffers from, with figures, advice and sources', async () => {
  const { code, stdout, stderr } = await run('diagnose', 'ill');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^ill, 5 epochs\nDiagnosis\n {2}problem: Layer 1 receives 1\/\S+ of the gradient of layer 6/);
  expect(stdout).toMatch(/Try relu, tanh, fewer layers, or --norm batch\.\n {4}source: Nielsen/);
});

it('--json prints the diagnosis of summary.json', async () => {
  const { stdout, files } = await run('diagnose', 'ill', '--json');
  const summary = summarySchema.parse(JSON.parse(files['ill/summary.json'].toString()));
  expect(summary.diagnosis[0]).toMatchObject({ rule: 'vanishing-gradient', severity: 'problem' });
  const { attenuation, diagnosis } = summary;
  expect(JSON.parse(stdout)).toEqual({ run: 'ill', status: 'finished', epochs: 5, attenuation, diagnosis });
});

it('train says it at its end, after the result table; a healthy one in one line', async () => {
  const ill = await run('train', ...SMALL, 'again', '--activation', 'sigmoid', '--hidden', '6x8', '--quiet');
  expect(ill.stdout).toMatch(/accuracy[\s\S]*\nDiagnosis\n {2}problem: Layer 1 receives[\s\S]*\nRun folder: again\n/);
  const { stdout } = await run('train', '--run', 'fine', '--quiet');
  expect(stdout).toMatch(/\nDiagnosis\n {2}Nothing stands out: .*\n\n/);
});

it('an activation of the user’s own is judged by the probes alone: no module is loaded', async () => {
  await run('train', ...SMALL, 'own', '--activation', './mine.mjs', '--hidden', '6x8', '--quiet');
  const { code, stdout } = await run('diagnose', 'own');
  expect(code).toBe(0);
  expect(stdout).toMatch(/problem: Layer 1 receives 1\/\S+ of the gradient of layer 6/);
});

it('a diverged run is told as such', async () => {
  await run('train', ...SMALL, 'lost', '--hidden', '4', '--head', 'identity-mse', '--lr', '1e6', '--quiet');
  const { code, stdout } = await run('diagnose', 'lost');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /problem: The loss was lost at step \d+, at a learning rate of 1000000\. Try --lr 0.1 or --clip-norm 1\./,
  );
});

it('a comparison is diagnosed run by run', async () => {
  const asked = ['compare', '--activations', 'sigmoid,relu', '--hidden', '6x8', '--seeds', '1', '--lr', '0.1'];
  await run(...asked, '--data', 'small.csv', '--batch-size', '8', '--run', 'both', '--quiet');
  const { code, stdout } = await run('diagnose', 'both');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^both\/relu-seed-0, 5 epochs\nDiagnosis\n[\s\S]*\n\nboth\/sigmoid-seed-0, 5 epochs\nDiagnosis\n/,
  );
  expect(stdout).toMatch(/sigmoid-seed-0[\s\S]*problem: Layer 1 receives 1\/\S+ of the gradient of layer 6/);
  const { stdout: json } = await run('diagnose', 'both', '--json');
  const { comparison, runs } = JSON.parse(json) as { comparison: string; runs: { run: string }[] };
  expect([comparison, ...runs.map((one) => one.run)]).toEqual(['both', 'both/relu-seed-0', 'both/sigmoid-seed-0']);
});

it('what is no run is refused', async () => {
  const { code, stderr, stdout } = await run('diagnose', 'nowhere');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^gradlens: a run folder holds .*nowhere, which does not exist/);
});
