import { scaleFrom } from '../../dataset/scale.ts';
import { javascriptModule } from '../../formats/javascript/module.ts';
import { hiddenUnits } from '../../settings/hidden-layers.ts';
import type { RunRecord } from '../folder/run-record.ts';
import type { Exporter } from './exporter.ts';

/** One ES module for pages and Node: the network with its weights, and nothing to install. */
export const js: Exporter = {
  name: 'js',
  summary: 'one ES module without dependencies: predict(pixels), for pages and Node',
  write({ record, network }) {
    const scale = scaleFrom(record.config.data.scale, { name: record.config.data.name, features: network.inputs });
    const text = javascriptModule(network, scale, about(record), record.config.data.classNames);
    return [{ path: 'model.mjs', bytes: new TextEncoder().encode(text) }];
  },
};

function about({ config: { settings, network, data }, summary }: RunRecord): string {
  const sizes = [network.inputs, ...settings.hidden.map((layer) => hiddenUnits(layer).units), network.classes].join(
    '-',
  );
  const right = summary?.test ? `; ${(100 * summary.test.accuracy).toFixed(2)} % right on its test data` : '';
  return `${sizes} ${network.activation}, ${settings.head}, trained on ${data.name}${right}`;
}
