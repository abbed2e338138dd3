import type { Splits } from '../../../../src/dataset/dataset.ts';
import { assemble } from '../../../../src/runs/assemble.ts';
import { diagnoseRun } from '../../../../src/runs/diagnose-run.ts';
import { describeRun } from '../../../../src/runs/run-training.ts';
import { resolveSettings } from '../../../../src/settings/resolve.ts';
import { Summarizer } from '../../../../src/training/summary.ts';
import { train } from '../../../../src/training/train.ts';

/** A real training of these data with these settings, and what is found in it. */
export async function tryOut(splits: Splits, values: Record<string, unknown>) {
  // Settings that divide data say what was done already.
  const settings = resolveSettings({
    label: String,
    values: { threads: 1, ...(splits.validation && { validation: 0.1 }), ...values },
  });
  const assembly = await assemble(settings, splits);
  const summarizer = new Summarizer(assembly.best, false);
  for await (const event of train(assembly.options)) summarizer.add(event);
  const config = describeRun(assembly, '0');
  const begun = performance.now();
  const findings = diagnoseRun(config, summarizer.course(), assembly.activation);
  return { findings, summary: summarizer.summary(), config, milliseconds: performance.now() - begun };
}
