import { assemble } from '../../../src/runs/assemble.ts';
import type { TrainedRun } from '../../../src/runs/exports/exporter.ts';
import { readRunRecord, readSteps } from '../../../src/runs/folder/read-run-record.ts';
import { runTraining } from '../../../src/runs/run-training.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';
import type { TrainingEvent } from '../../../src/training/events.ts';

/** A real training with its run folder, as exporters see it. */
export async function trainedRun(
  folder: string,
  values: Record<string, unknown>,
  listen: (event: TrainingEvent) => void = () => undefined,
) {
  const assembly = await assemble(resolveSettings({ label: String, values }));
  await runTraining(assembly, { folder, version: '1.2.3', listen });
  const run: TrainedRun = {
    record: readRunRecord(folder),
    network: assembly.network,
    steps: () => readSteps(folder).steps,
  };
  return { run, assembly };
}
