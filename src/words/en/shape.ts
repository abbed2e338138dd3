import { ranges } from '../numbers.ts';
import type { ShapeFacts } from '../phrases/training.ts';

const norms = { none: null, batch: 'batch norm', layer: 'layer norm' } as const;

/** 784-64-64-10 relu, batch norm, residual connection around layer 2 */
export function shapeText({ sizes, norm, residual }: ShapeFacts, activations: readonly string[] = []): string {
  const connections = residual.length === 1 ? 'residual connection around layer' : 'residual connections around layers';
  const parts = [
    [sizes.join('-'), activations.join(' and ')].filter(Boolean).join(' '),
    norms[norm],
    residual.length > 0 && `${connections} ${ranges(residual)}`,
  ];
  return parts.filter(Boolean).join(', ');
}
