import type { Kernels, Values } from '../../kernels/kernels.ts';
import { requireRate } from '../../util/require.ts';
import type { Layer, LayerSpec, Pass } from './layer.ts';

/** A layer that drops units in training. */
export interface DropoutSpec extends LayerSpec {
  readonly kind: 'dropout';
  /** Share of values that are set to 0, 0 <= rate < 1. */
  readonly rate: number;
}

/**
 * Sets a share of its inputs to 0 at each training step, at random, and makes the others larger so that the mean stays.
 * Source: Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting (2014).
 * @param rate that share, 0 <= rate < 1
 * @throws UserError for a rate out of range
 */
export function dropout(rate: number): DropoutSpec {
  requireRate('dropout', rate);
  return Object.freeze<DropoutSpec>({
    kind: 'dropout',
    rate,
    build: (I, { kernels }) => new Dropout(kernels, I, rate),
  });
}

/** out = x mask in training, x else; mask is 0 or 1 / (1 - rate). */
export class Dropout implements Layer {
  readonly kind = 'dropout';
  readonly O: number;
  readonly tensors = [];
  out: Values;
  dout: Values;
  dx: Values;
  private mask: Values;
  private kept: Values;
  private passed: Values;
  private dropping = false;

  constructor(
    private readonly kernels: Kernels,
    readonly I: number,
    readonly rate: number,
  ) {
    this.O = I;
    this.out = this.dout = this.dx = this.mask = this.kept = this.passed = kernels.allocate(0);
  }

  reserve(B: number): void {
    if (this.rate === 0) return;
    this.mask = this.kernels.allocate(B * this.O);
    this.kept = this.kernels.allocate(B * this.O);
    this.passed = this.kernels.allocate(B * this.O);
  }

  forward(B: number, x: Values, { mode, draws }: Pass): Values {
    const { kernels, O, rate, mask, kept } = this;
    this.dropping = mode === 'training' && rate > 0;
    this.out = x;
    if (!this.dropping) return x;
    kernels.dropoutMask(B * O, rate, draws, mask);
    kernels.multiply(B * O, x, mask, kept);
    this.out = kept;
    return kept;
  }

  backward(B: number, dout: Values): Values {
    const { kernels, O, mask, passed } = this;
    this.dout = this.dx = dout;
    if (!this.dropping) return dout;
    kernels.multiply(B * O, dout, mask, passed);
    this.dx = passed;
    return passed;
  }
}
