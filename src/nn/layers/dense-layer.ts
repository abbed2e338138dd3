import { type Activation, activationByName } from '../../activations/index.ts';
import type { Values } from '../../kernels/kernels.ts';
import type { LayerTensor } from '../layout.ts';
import { ActivationLayer } from './activation.ts';
import { BatchNorm } from './batch-norm.ts';
import { Dropout } from './dropout.ts';
import type { Layer } from './layer.ts';
import { LayerNorm } from './layer-norm.ts';
import { Linear } from './linear.ts';
import { Residual } from './residual.ts';

/** The learned arrays of a dense layer, or their gradients. */
export interface DenseViews {
  /** [I][O] */
  readonly W: Values;
  /** [O] */
  readonly b: Values;
  /** [1] for an activation with a learned number, else [0] */
  readonly p: Values;
}

const identity = activationByName('identity');

/** What a dense layer is made of. */
interface DenseParts {
  linear: Linear;
  norm?: BatchNorm | LayerNorm;
  activation?: ActivationLayer;
  dropout?: Dropout;
  residual?: Residual;
}

/**
 * A dense layer as people count them: a linear layer with the norm, the activation and the dropout that follow it. It
 * computes nothing; probes, diagnoses and files ask it for what its parts hold.
 */
export class DenseLayer {
  readonly linear: Linear;
  readonly norm: BatchNorm | LayerNorm | undefined;
  /** The residual connection whose branch ends with this layer. */
  readonly residual: Residual | undefined;
  private readonly activationLayer: ActivationLayer | undefined;
  private readonly dropoutLayer: Dropout | undefined;
  private readonly none: Values;

  /** @param hidden whether its outputs go on to other layers; those of the last dense layer are the logits */
  constructor(
    { linear, norm, activation, dropout, residual }: Readonly<DenseParts>,
    readonly hidden: boolean,
  ) {
    this.linear = linear;
    this.norm = norm;
    this.residual = residual;
    this.activationLayer = activation;
    this.dropoutLayer = dropout;
    this.none = linear.weight.values.subarray(0, 0);
  }

  /** The layers that it is made of, in order, without a residual connection around them. */
  get parts(): readonly Layer[] {
    const { linear, norm, activationLayer, dropoutLayer } = this;
    return [linear, norm, activationLayer, dropoutLayer].filter((part) => part !== undefined);
  }

  get I(): number {
    return this.linear.I;
  }

  get O(): number {
    return this.linear.O;
  }

  /** f of a = f(z); identity where there is none. */
  get activation(): Activation {
    return this.activationLayer?.activation ?? identity;
  }

  /** Share of outputs that are dropped in training. */
  get dropout(): number {
    return this.dropoutLayer?.rate ?? 0;
  }

  /** [1] the learned number of its activation, where that has one. */
  get slope(): LayerTensor | undefined {
    return this.activationLayer?.slope;
  }

  get parameters(): DenseViews {
    const { weight, bias } = this.linear;
    return { W: weight.values, b: bias.values, p: this.slope?.values ?? this.none };
  }

  get gradients(): DenseViews {
    const { weight, bias } = this.linear;
    return { W: weight.gradients, b: bias.gradients, p: this.slope?.gradients ?? this.none };
  }

  /** Net inputs of the activation, of the last batch, [B][O]. */
  get z(): Values {
    return (this.norm ?? this.linear).out;
  }

  /** a = f(z) of the last batch, before dropout, [B][O]. */
  get a(): Values {
    return (this.activationLayer ?? this.norm ?? this.linear).out;
  }

  /** What the next layer got, [B][O]: after dropout and a residual connection. */
  get out(): Values {
    return (this.residual ?? this.dropoutLayer)?.out ?? this.a;
  }

  /** dL/dz of the last batch, [B][O]. */
  get dz(): Values {
    return this.activationLayer?.dx ?? (this.norm ?? this.linear).dout;
  }

  /** dL/dx of the last batch, [B][I]. */
  get dx(): Values {
    return this.linear.dx;
  }
}

/** The dense layers among layers, from the first on, also those inside residual connections. */
export function denseLayersOf(layers: readonly Layer[]): readonly DenseLayer[] {
  const found: DenseParts[] = [];
  collect(layers, found);
  return found.map((parts, k) => new DenseLayer(parts, k < found.length - 1));
}

/** @returns the dense layer that the layers end with, if any */
function collect(layers: readonly Layer[], found: DenseParts[]): DenseParts | undefined {
  let open: DenseParts | undefined;
  for (const layer of layers) {
    if (layer instanceof Linear) {
      open = { linear: layer };
      found.push(open);
    } else if (layer.inner) {
      const ended = collect(layer.inner, found);
      if (ended && layer instanceof Residual) ended.residual = layer;
      open = undefined;
    } else if (!(open && takes(open, layer))) open = undefined;
  }
  return open;
}

/** Adds the layer that follows to a dense layer; false where it belongs to none, or would be a second of its kind. */
function takes(dense: DenseParts, layer: Layer): boolean {
  if (dense.dropout) return false;
  if (layer instanceof Dropout) dense.dropout = layer;
  else if (dense.activation) return false;
  else if (layer instanceof ActivationLayer) dense.activation = layer;
  else if (!dense.norm && (layer instanceof BatchNorm || layer instanceof LayerNorm)) dense.norm = layer;
  else return false;
  return true;
}
