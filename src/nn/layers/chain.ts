import type { Values } from '../../kernels/kernels.ts';
import type { Layer, Pass } from './layer.ts';

/** out[B][O] of the last of the layers, from x[B][I] of the first; x itself where there are none. */
export function chainForward(layers: readonly Layer[], B: number, x: Values, pass: Pass): Values {
  let out = x;
  for (const layer of layers) out = layer.forward(B, out, pass);
  return out;
}

/** The gradients of all layers from dout[B][O] of the last; returns dx[B][I] of the first, unless that is not wanted. */
export function chainBackward(layers: readonly Layer[], B: number, dout: Values, wantInputGradient: boolean): Values {
  let dx = dout;
  for (let k = layers.length - 1; k >= 0; k--) dx = layers[k].backward(B, dx, wantInputGradient || k > 0);
  return dx;
}
