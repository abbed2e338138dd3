import { scaleFrom } from '../../dataset/scale.ts';
import { javascriptModule } from '../../formats/javascript/module.ts';
import { aboutRun } from './about-run.ts';
import type { Exporter } from './exporter.ts';

/** One ES module for pages and Node: the network with its weights, and nothing to install. */
export const js: Exporter = {
  name: 'js',
  summary: 'one ES module without dependencies: predict(pixels), for pages and Node',
  write({ record, network }) {
    const scale = scaleFrom(record.config.data.scale, { name: record.config.data.name, features: network.inputs });
    const text = javascriptModule(network, scale, aboutRun(record), record.config.data.classNames);
    return [{ path: 'model.mjs', bytes: new TextEncoder().encode(text) }];
  },
};
