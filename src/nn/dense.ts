import { type Activation, activationByName } from '../activations/index.ts';
import type { Kernels, Values } from '../kernels/kernels.ts';
import type { RandomStream } from '../util/random.ts';
import { requireRate, requireWhole } from '../util/require.ts';

/** What a dense layer is to be: so many units, what they do to their net input, how many are dropped in training. */
export interface DenseSpec {
  readonly units: number;
  readonly activation: Activation;
  /** Share of outputs set to 0 at each training step, 0 <= dropout < 1. */
  readonly dropout: number;
  /** What all biases start at, instead of what the initializer gives them. */
  readonly bias?: number;
}

/**
 * A dense layer for `new Network({ layers: [...] })`.
 * @param units O, the outputs of the layer, at least 1
 * @param activation a built-in's name, or an object from `defineActivation`
 * @throws UserError for an unknown name or a number out of range
 */
export function dense(
  units: number,
  activation: string | Activation = 'identity',
  { dropout = 0, bias }: { dropout?: number; bias?: number } = {},
): DenseSpec {
  return {
    units: requireWhole('the units of a layer', units, 1),
    activation: typeof activation === 'string' ? activationByName(activation) : activation,
    dropout: requireRate('dropout', dropout),
    ...(bias !== undefined && { bias }),
  };
}

/** The arrays of a layer inside the network's flat buffers: its parameters, or their gradients. */
export interface DenseViews {
  /** [I][O] */
  readonly W: Values;
  /** [O] */
  readonly b: Values;
  /** [1] for an activation with a learned number, else [0] */
  readonly p: Values;
}

/**
 * A fully connected layer: z = x W + b, a = f(z), and the chain rule back through both.
 * B rows in the batch, I inputs, O outputs; see kernels.ts.
 */
export class Dense {
  readonly I: number;
  readonly O: number;
  readonly activation: Activation;
  readonly dropout: number;
  /** Of the last batch, [B][O] each: net inputs, outputs of f, the outputs after dropout, and dL/dz. */
  z: Values;
  a: Values;
  out: Values;
  dz: Values;
  /** dL/dx of the last batch, [B][I]. */
  dx: Values;
  private x: Values;
  private mask: Values;
  private kept: Values;

  constructor(
    private readonly kernels: Kernels,
    I: number,
    spec: DenseSpec,
    readonly parameters: DenseViews,
    readonly gradients: DenseViews,
  ) {
    this.I = I;
    this.O = spec.units;
    this.activation = spec.activation;
    this.dropout = spec.dropout;
    const none = kernels.allocate(0);
    this.z = this.a = this.out = this.dz = this.dx = this.x = this.mask = this.kept = none;
  }

  /** Makes room for batches of up to B rows. */
  reserve(B: number): void {
    const { kernels, I, O } = this;
    this.z = kernels.allocate(B * O);
    this.a = kernels.allocate(B * O);
    this.dz = kernels.allocate(B * O);
    this.dx = kernels.allocate(B * I);
    if (this.dropout === 0) return;
    this.mask = kernels.allocate(B * O);
    this.kept = kernels.allocate(B * O);
  }

  /** out[B][O] from x[B][I]. Units are dropped only in training, where `draws` says which. */
  forward(B: number, x: Values, draws?: RandomStream): Values {
    const { kernels, I, O, activation, z, a, mask, kept } = this;
    const { W, b, p } = this.parameters;
    this.x = x;
    kernels.affine(B, I, O, x, W, b, z);
    kernels.activate(activation, B, O, z, p, a);
    this.out = a;
    if (draws && this.dropout > 0) {
      kernels.dropoutMask(B * O, this.dropout, draws, mask);
      kernels.multiply(B * O, a, mask, kept);
      this.out = kept;
    }
    return this.out;
  }

  /** Parameter gradients from dout[B][O], which may be overwritten; returns dx[B][I], unless it is not wanted. */
  backward(B: number, dout: Values, wantInputGradient = true): Values {
    const { kernels, I, O, activation, x, z, a, dz, dx, mask } = this;
    const { W, p } = this.parameters;
    const { W: dW, b: db, p: dp } = this.gradients;
    if (this.out !== a) kernels.multiply(B * O, dout, mask, dout);
    kernels.activationGradient(activation, B, O, z, a, p, dout, dz, dp);
    kernels.weightGradient(B, I, O, x, dz, dW);
    kernels.biasGradient(B, O, dz, db);
    if (wantInputGradient) kernels.inputGradient(B, I, O, dz, W, dx);
    return dx;
  }
}
