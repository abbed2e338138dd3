import type { LayerProbe, Probe } from '../../training/probes/figures.ts';
import { toJson } from '../files/json.ts';

/** A line of layers.jsonl: one layer at one moment. */
export interface LayerLine extends LayerProbe {
  readonly epoch: number;
  readonly step: number;
}

/** A probe's lines of layers.jsonl, one for each layer. */
export function layerLines({ epoch, step, layers }: Probe): string {
  return layers.map((layer) => `${toJson({ epoch, step, ...layer } satisfies LayerLine)}\n`).join('');
}
