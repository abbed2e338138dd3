import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { assemble } from '../../../src/runs/assemble.ts';
import { resumeRun } from '../../../src/runs/checkpoint/resume.ts';
import { readRunRecord } from '../../../src/runs/folder/read-run-record.ts';
import { runTraining } from '../../../src/runs/run-training.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';

/** A run that version 0.1.0 began, on the reference engine, and left after step 13, within epoch 3. */
const fixtures = fileURLToPath(new URL('../../fixtures/runs', import.meta.url));
const data = join(fixtures, 'small.csv');

it('a run that an earlier version began is taken up, and ends with the bits of one of today', async () => {
  const folder = tempFolder();
  const run = join(folder, 'run');
  cpSync(join(fixtures, 'interrupted-0.1.0'), run, { recursive: true });
  const resumed = await resumeRun(run, { data });
  if ('done' in resumed) throw new Error('nothing to resume');
  const { assembly, continued } = resumed;
  expect(continued.state).toMatchObject({ epoch: 3, stepInEpoch: 3, steps: 13 });
  expect(continued.notes).toEqual([]);
  const { summary } = await runTraining(assembly, { version: '0', continued });
  const whole = join(folder, 'whole');
  await runTraining(await assemble(assembly.settings), { version: '0', folder: whole });
  expect(summary.status).toBe('finished');
  const weights = (of: string) => readFileSync(join(of, 'model.safetensors'));
  expect(weights(run)).toEqual(weights(whole));
  const losses = (of: string) =>
    readRunRecord(of).metrics.map(({ train, validation, test }) => [train, validation, test]);
  expect(losses(run)).toEqual(losses(whole));
});
