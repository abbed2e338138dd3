import { activationFromText } from '../../activations/formula/told.ts';
import type { Activation } from '../../activations/index.ts';
import type { Kernels, Values } from '../../kernels/kernels.ts';
import type { LayerTensor } from '../layout.ts';
import type { Layer, LayerSpec } from './layer.ts';

/** A layer that applies an activation. */
export interface ActivationSpec extends LayerSpec {
  readonly kind: 'activation';
  readonly activation: Activation;
}

/**
 * a = f(z): an activation function, unit by unit (or row by row, for softmax).
 * @param f a built-in's name, a formula, or an object from `defineActivation`
 * @throws UserError for an unknown name
 */
export function activation(f: string | Activation): ActivationSpec {
  const found = typeof f === 'string' ? activationFromText(f) : f;
  return Object.freeze<ActivationSpec>({
    kind: 'activation',
    activation: found,
    build: (I, { kernels, tensor }) => {
      const { parameter } = found;
      const slope =
        parameter && tensor({ name: parameter.name, role: 'slope', shape: [1], initial: parameter.initial });
      return new ActivationLayer(kernels, I, found, slope);
    },
  });
}

/** a = f(z), and dz = da f'(z). */
export class ActivationLayer implements Layer {
  readonly kind = 'activation';
  readonly O: number;
  readonly tensors: readonly LayerTensor[];
  /** a[B][O] */
  out: Values;
  dout: Values;
  /** dz[B][O] */
  dx: Values;
  private z: Values;
  private readonly none: Values;

  constructor(
    private readonly kernels: Kernels,
    readonly I: number,
    readonly activation: Activation,
    /** [1] the learned number of an activation that has one. */
    readonly slope: LayerTensor | undefined,
  ) {
    this.O = I;
    this.tensors = slope ? [slope] : [];
    this.out = this.dout = this.dx = this.z = this.none = kernels.allocate(0);
  }

  reserve(B: number): void {
    this.out = this.kernels.allocate(B * this.O);
    this.dx = this.kernels.allocate(B * this.O);
  }

  forward(B: number, z: Values): Values {
    const { kernels, activation, O, slope, none, out } = this;
    this.z = z;
    kernels.activate(activation, B, O, z, slope?.values ?? none, out);
    return out;
  }

  backward(B: number, da: Values): Values {
    const { kernels, activation, O, z, out: a, dx: dz, slope, none } = this;
    this.dout = da;
    kernels.activationGradient(activation, B, O, z, a, slope?.values ?? none, da, dz, slope?.gradients ?? none);
    return dz;
  }
}
