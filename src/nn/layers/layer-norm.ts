import type { Kernels, Values } from '../../kernels/kernels.ts';
import type { LayerTensor } from '../layout.ts';
import type { Layer, LayerSpec } from './layer.ts';
import { type NormSpec, requireEpsilon } from './norm.ts';

/** A layer of layer normalisation that is to be. */
export interface LayerNormSpec extends LayerSpec, NormSpec {
  readonly kind: 'layer-norm';
}

/**
 * Layer normalisation: over the units, every row gets mean 0 and variance 1, then a learned gain and shift for each unit.
 * Source: Ba, Kiros & Hinton, Layer Normalization (2016); epsilon as in PyTorch.
 * @param epsilon added to the variance; default 1e-5
 * @throws UserError for an epsilon that is not positive
 */
export function layerNorm({ epsilon = 1e-5 }: { epsilon?: number } = {}): LayerNormSpec {
  requireEpsilon(epsilon);
  return Object.freeze<LayerNormSpec>({
    kind: 'layer-norm',
    epsilon,
    build: (O, { kernels, tensor }) =>
      new LayerNorm(
        kernels,
        epsilon,
        tensor({ name: 'norm.gain', role: 'gain', shape: [O], initial: 1 }),
        tensor({ name: 'norm.shift', role: 'shift', shape: [O] }),
      ),
  });
}

/** y = gain (x - mean) / sqrt(variance + epsilon) + shift, with mean and variance of each row over its units. */
export class LayerNorm implements Layer {
  readonly kind = 'layer-norm';
  readonly I: number;
  readonly O: number;
  readonly tensors: readonly LayerTensor[];
  out: Values;
  dout: Values;
  dx: Values;
  private x: Values;
  /** Of the last batch, [B] each. */
  private mean: Values;
  private variance: Values;

  constructor(
    private readonly kernels: Kernels,
    readonly epsilon: number,
    /** [O] each. */
    readonly gain: LayerTensor,
    readonly shift: LayerTensor,
  ) {
    this.tensors = [gain, shift];
    [this.O] = gain.shape;
    this.I = this.O;
    this.out = this.dout = this.dx = this.x = this.mean = this.variance = kernels.allocate(0);
  }

  reserve(B: number): void {
    this.out = this.kernels.allocate(B * this.O);
    this.dx = this.kernels.allocate(B * this.O);
    this.mean = this.kernels.allocate(B);
    this.variance = this.kernels.allocate(B);
  }

  forward(B: number, x: Values): Values {
    const { kernels, O, epsilon, gain, shift, mean, variance, out } = this;
    this.x = x;
    kernels.rowMoments(B, O, x, mean, variance);
    kernels.layerNorm(B, O, epsilon, x, mean, variance, gain.values, shift.values, out);
    return out;
  }

  backward(B: number, dout: Values): Values {
    const { kernels, O, epsilon, x, mean, variance, gain, shift, dx } = this;
    this.dout = dout;
    const [dgain, dshift] = [gain.gradients, shift.gradients];
    kernels.layerNormGradient(B, O, epsilon, x, mean, variance, gain.values, dout, dx, dgain, dshift);
    return dx;
  }
}
