import { message } from '../../formats/protobuf.ts';
import type { RunRecord } from '../folder/run-record.ts';
import type { RunSummary } from '../folder/schema.ts';
import { loggedClock, startOf } from '../tensorboard/clock.ts';
import { EventLog, eventFileName } from '../tensorboard/event-log.ts';
import type { Exporter } from './exporter.ts';

/** An event file with all that was logged, in the order of the steps, and a histogram of each layer's weights at its end. */
export const tensorboard: Exporter = {
  name: 'tensorboard',
  summary: 'an event file: scalars, histograms and hparams; tensorboard --logdir FOLDER shows it',
  write(run) {
    const { folder, config, metrics, probes, summary } = run.record;
    const start = startOf(folder);
    const log = new EventLog(loggedClock(start, metrics));
    const moments = [
      ...run.steps().map((line) => ({ step: line.step, records: () => log.step(line) })),
      ...metrics.map((epoch) => ({ step: epoch.step, records: () => log.epoch(epoch) })),
      ...probes.map((probe) => ({ step: probe.step, records: () => log.probe(probe) })),
    ].sort((a, b) => a.step - b.step);
    const records = [...log.begin(config), ...moments.map((moment) => moment.records())];
    // A training that was killed has left no weights, and a diverged one none to look at.
    if (summary && summary.status !== 'diverged')
      records.push(log.weights(stepOfWeights(run.record, summary), run.network));
    if (summary) records.push(log.end(summary.steps, summary.status));
    return [{ path: eventFileName(start), bytes: message(records) }];
  },
};

/** With early stopping, a training that came to its end put back the weights of its best epoch. */
function stepOfWeights({ config, metrics }: RunRecord, { status, steps, best }: RunSummary): number {
  if (!config.settings.earlyStopping || status === 'interrupted') return steps;
  return metrics.find(({ epoch }) => epoch === best?.epoch)?.step ?? steps;
}
