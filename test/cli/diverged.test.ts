import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workshop } from './trained.ts';

const { cwd, run, train } = workshop();
const WILD = ['--head', 'identity-mse', '--lr', '1e6', '--epochs', '20'];

it('a training whose loss is lost ends with exit 3 and tells where, and what to try', async () => {
  const { code, stderr, summary } = await train('--run', 'lost', ...WILD);
  expect(code).toBe(3);
  expect(summary.status).toBe('diverged');
  const { step, layer, lastFiniteLoss, suggestedLearningRate } = summary.divergence ?? {};
  expect({ layer, suggestedLearningRate }).toMatchObject({ suggestedLearningRate: 0.1 });
  expect([1, 2]).toContain(layer);
  expect(lastFiniteLoss).toBeGreaterThan(1e10);
  // Its own message on stderr, since a script may take the document.
  expect(stderr).toMatch(new RegExp(`at step ${step} .*\n.*Last finite loss: .*\n.*try --lr 0.1`));
});

it('what it writes is JSON all the same', async () => {
  const { summary } = await train('--run', 'json', ...WILD);
  expect(JSON.parse(readFileSync(join(cwd, summary.run, 'summary.json'), 'utf8'))).toEqual(summary);
  const steps = readFileSync(join(cwd, summary.run, 'steps.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  for (const line of steps) expect(Number.isFinite(JSON.parse(line).loss)).toBe(true);
});

it('the report tells the same, and does not send the reader to evaluate what cannot be', async () => {
  const { code, stdout } = await run('train', '--data', 'small.csv', '--hidden', '4', ...WILD);
  expect(code).toBe(3);
  expect(stdout).toMatch(/Diverged: the loss became (NaN|Infinity) at step \d+ \(epoch \d+\)\./);
  expect(stdout).toMatch(/try --lr 0.1 or --clip-norm 1\.\nRun folder: runs\/relu-4\n$/);
});
