import { expect, it } from 'vitest';
import { layerDomain } from '../../../src/charts/graphics/index.ts';
import { diagnoseRun } from '../../../src/runs/diagnose-run.ts';
import { readRunRecord } from '../../../src/runs/folder/read-run-record.ts';
import { writtenRun } from '../written-run.ts';

const run = writtenRun();

it('a log of 200,000 probes is judged, and its axis drawn, as of any other', () => {
  const record = readRunRecord(run.folder);
  const last = record.probes[3];
  const more = Array.from({ length: 200_000 }, (_, k) => ({ ...last, step: last.step + k + 1 }));
  const long = { ...record, probes: [...record.probes, ...more] };
  const names = (of: typeof record) => diagnoseRun(of.config, { ...of, divergence: null }).map(({ rule }) => rule);
  expect(names(long)).toEqual(names(record));
  const domain = (of: typeof record) => layerDomain([{ name: 'relu', runs: [of] }], 'gradientNorm');
  expect(domain(long)).toEqual(domain(record));
});
