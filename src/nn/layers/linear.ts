import type { Kernels, Values } from '../../kernels/kernels.ts';
import { requireWhole } from '../../util/require.ts';
import type { LayerTensor } from '../layout.ts';
import type { Layer, LayerSpec } from './layer.ts';

/** A fully connected layer that is to be. */
export interface LinearSpec extends LayerSpec {
  readonly kind: 'linear';
  /** O, its outputs. */
  readonly units: number;
  /** What all biases start at, instead of what the initializer gives them. */
  readonly bias?: number;
}

/**
 * z = x W + b: every output is a weighted sum of all inputs. Weights are W[I][O].
 * @param units O, at least 1
 * @param bias what all biases start at; by default the initializer says
 * @throws UserError for units that are no whole number of at least 1
 */
export function linear(units: number, { bias }: { bias?: number } = {}): LinearSpec {
  requireWhole('the units of a layer', units, 1);
  return Object.freeze<LinearSpec>({
    kind: 'linear',
    units,
    ...(bias !== undefined && { bias }),
    build: (I, { kernels, tensor }) =>
      new Linear(
        kernels,
        tensor({ name: 'weight', role: 'weight', shape: [I, units] }),
        tensor({ name: 'bias', role: 'bias', shape: [units] }),
        bias,
      ),
  });
}

/** z = x W + b, and the chain rule back through it. */
export class Linear implements Layer {
  readonly kind = 'linear';
  readonly I: number;
  readonly O: number;
  readonly tensors: readonly LayerTensor[];
  out: Values;
  dout: Values;
  dx: Values;
  private x: Values;

  constructor(
    private readonly kernels: Kernels,
    /** [I][O] */
    readonly weight: LayerTensor,
    /** [O] */
    readonly bias: LayerTensor,
    /** What all biases start at, where that was said. */
    readonly firstBias?: number,
  ) {
    [this.I, this.O] = weight.shape;
    this.tensors = [weight, bias];
    this.out = this.dout = this.dx = this.x = kernels.allocate(0);
  }

  reserve(B: number): void {
    this.out = this.kernels.allocate(B * this.O);
    this.dx = this.kernels.allocate(B * this.I);
  }

  forward(B: number, x: Values): Values {
    const { kernels, I, O, weight, bias, out } = this;
    this.x = x;
    kernels.affine(B, I, O, x, weight.values, bias.values, out);
    return out;
  }

  backward(B: number, dout: Values, wantInputGradient: boolean): Values {
    const { kernels, I, O, weight, bias, x, dx } = this;
    this.dout = dout;
    kernels.weightGradient(B, I, O, x, dout, weight.gradients);
    kernels.biasGradient(B, O, dout, bias.gradients);
    if (wantInputGradient) kernels.inputGradient(B, I, O, dout, weight.values, dx);
    return dx;
  }
}
