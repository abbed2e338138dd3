import type { Kernels, Values } from '../../kernels/kernels.ts';
import { UserError } from '../../util/user-error.ts';
import { chainBackward, chainForward } from './chain.ts';
import type { Layer, LayerSpec, Pass } from './layer.ts';

/** A residual connection that is to be. */
export interface ResidualSpec extends LayerSpec {
  readonly kind: 'residual';
  /** The branch beside the connection. */
  readonly inner: readonly LayerSpec[];
}

/**
 * A residual connection: x + what the inner layers make of x. The gradient has a way down that no layer multiplies.
 * Source: He et al., Deep Residual Learning for Image Recognition (2015).
 * @param inner the layers of the branch, whose last has as many outputs as the first has inputs
 * @throws UserError where there are none
 */
export function residual(inner: readonly LayerSpec[]): ResidualSpec {
  if (inner.length === 0) throw new UserError({ rule: 'a residual connection must go around at least one layer' });
  const specs = Object.freeze([...inner]);
  return Object.freeze<ResidualSpec>({
    kind: 'residual',
    inner: specs,
    build(I, { kernels, chain }) {
      const layers = chain(I, specs);
      const { O } = layers[layers.length - 1];
      if (O === I) return new Residual(kernels, I, layers);
      throw new UserError({
        rule: 'a residual connection adds its input to its output, so both must have the same size',
        received: `${I} inputs and ${O} outputs`,
        fix: 'give the layer as many units as the one before it, or leave the connection out',
      });
    },
  });
}

/** out = x + F(x), with F the inner layers; dx = dout + what comes back through them. */
export class Residual implements Layer {
  readonly kind = 'residual';
  readonly O: number;
  readonly tensors = [];
  out: Values;
  dout: Values;
  dx: Values;

  constructor(
    private readonly kernels: Kernels,
    readonly I: number,
    readonly inner: readonly Layer[],
  ) {
    this.O = I;
    this.out = this.dout = this.dx = kernels.allocate(0);
  }

  reserve(B: number): void {
    for (const layer of this.inner) layer.reserve(B);
    this.out = this.kernels.allocate(B * this.O);
    this.dx = this.kernels.allocate(B * this.I);
  }

  forward(B: number, x: Values, pass: Pass): Values {
    const { kernels, O, inner, out } = this;
    kernels.add(B * O, x, chainForward(inner, B, x, pass), out);
    return out;
  }

  backward(B: number, dout: Values, wantInputGradient: boolean): Values {
    const { kernels, I, inner, dx } = this;
    this.dout = dout;
    const dinner = chainBackward(inner, B, dout, wantInputGradient);
    if (wantInputGradient) kernels.add(B * I, dout, dinner, dx);
    return dx;
  }
}
