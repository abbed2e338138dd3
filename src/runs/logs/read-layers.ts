import { attenuationOf } from '../../training/probes/attenuation.ts';
import type { LayerProbe, Probe } from '../../training/probes/figures.ts';
import { jsonLines } from '../files/json-lines.ts';
import type { Omissions } from '../files/omissions.ts';
import { loggedLayerSchema } from '../folder/schema.ts';

/**
 * The probes in a layers.jsonl, by step. One that lacks a layer, as the last may while it is being written, is left out.
 * @param file short name, for what is told
 * @param depth layers of the network, the output layer among them
 * @param activation of hidden layers, for lines of an earlier version, which do not say it
 */
export function parseLayers(
  text: string,
  { depth, activation }: { depth: number; activation: string },
  file: string,
  omissions: Omissions,
): Probe[] {
  const moments = new Map<number, { epoch: number; layers: Map<number, LayerProbe> }>();
  for (const { value, line } of jsonLines(text, loggedLayerSchema, file, omissions)) {
    const { epoch, step, ...layer } = value;
    const moment = moments.get(step) ?? { epoch, layers: new Map() };
    moments.set(step, moment);
    if (layer.layer > depth) omissions.add(file, `a layer that the network does not have, ${layer.layer}`, line);
    else if (moment.layers.has(layer.layer)) omissions.add(file, 'a layer that was there before at its step', line);
    else {
      const { hidden = layer.layer < depth } = layer;
      moment.layers.set(layer.layer, { activation: hidden ? activation : 'identity', ...layer, hidden });
    }
  }
  const inOrder = [...moments].sort(([a], [b]) => a - b);
  return inOrder.flatMap(([step, { epoch, layers: found }]): Probe[] => {
    if (found.size < depth) {
      omissions.add(file, `only ${found.size} of ${depth} layers at step ${step}`);
      return [];
    }
    const layers = [...found.values()].sort((a, b) => a.layer - b.layer);
    return [{ epoch, step, layers, attenuation: attenuationOf(layers) }];
  });
}
