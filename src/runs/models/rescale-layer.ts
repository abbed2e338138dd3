import { type Scale, standardizationOf } from '../../dataset/scale.ts';
import type { PlainLayer } from '../../formats/plain-network.ts';

/**
 * A first layer for inputs of another scale, that gives the same net inputs: where x was v f + s and now is v g + t, it
 * is x = x' f/g + (s - t f/g), and W and b take that in.
 * @param was the scale that the layer is for
 * @param now the scale of the inputs that it gets
 */
export function rescaleLayer(layer: PlainLayer, was: Scale, now: Scale): PlainLayer {
  if (JSON.stringify(was) === JSON.stringify(now)) return layer;
  const { I, O } = layer;
  const W = Float64Array.from(layer.W);
  const b = Float64Array.from(layer.b);
  for (let i = 0; i < I; i++) {
    const [f, s] = affineOf(was, i);
    const [g, t, mean] = affineOf(now, i);
    // A column that never varied is 0 now; what it was then is as good as a bias.
    const factor = g === 0 ? 0 : f / g;
    const shift = g === 0 ? s + mean * f : s - t * factor;
    for (let o = 0; o < O; o++) {
      b[o] += shift * layer.W[i * O + o];
      W[i * O + o] *= factor;
    }
  }
  return { ...layer, W, b };
}

/** What a scale does to column i: v * factor + shift; and its mean, which becomes 0. */
function affineOf(scale: Scale, i: number): [factor: number, shift: number, mean: number] {
  const { mean, deviation } = standardizationOf(scale);
  const column = mean.length === 1 ? 0 : i;
  if (deviation[column] === 0) return [0, 0, mean[column]];
  return [1 / deviation[column], -mean[column] / deviation[column], mean[column]];
}
