import { hiddenUnits } from '../../settings/hidden-layers.ts';
import type { RunRecord } from '../folder/run-record.ts';

/** What a run is, in a line, for the first comment of a file. */
export function aboutRun({ config: { settings, network, data }, summary }: RunRecord): string {
  const sizes = [network.inputs, ...settings.hidden.map((layer) => hiddenUnits(layer).units), network.classes].join(
    '-',
  );
  const right = summary?.test ? `; ${(100 * summary.test.accuracy).toFixed(2)} % right on its test data` : '';
  return `${sizes} ${network.activation}, ${settings.head}, trained on ${data.name}${right}`;
}
