import type { Network } from '../../nn/network.ts';
import { readRunRecord, readSteps } from '../folder/read-run-record.ts';
import { loadNetwork } from '../models/load-network.ts';
import type { TrainedRun } from './exporter.ts';

/** What else is known of a run that is loaded for an export. */
export interface LoadRunOptions {
  /** The module, where the run was trained with an activation of the user's own. */
  readonly activation?: string | undefined;
  /** Hears what could not be read, one sentence each. */
  readonly tell?: (skipped: string) => void;
}

/**
 * A run folder as exporters see it.
 *
 * Logs can be exported without weights, as of a diverged or a killed training: what is wrong with the weights is thrown
 * when an exporter asks for the network.
 * @throws UserError where the folder is none of a run
 */
export async function loadTrainedRun(
  folder: string,
  { activation, tell = () => undefined }: LoadRunOptions = {},
): Promise<TrainedRun> {
  const record = readRunRecord(folder);
  record.skipped.forEach(tell);
  const weights = await loadNetwork(folder, record.config, activation).then(
    (network) => ({ network }),
    (error: unknown) => ({ error }),
  );
  return {
    record,
    get network(): Network {
      if ('error' in weights) throw weights.error;
      return weights.network;
    },
    steps() {
      const { steps, skipped } = readSteps(folder);
      skipped.forEach(tell);
      return steps;
    },
  };
}
