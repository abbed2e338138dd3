import type { Kernels, Values } from '../../kernels/kernels.ts';
import { reference } from '../../kernels/reference/index.ts';
import { type LayerTensor, type Layout, type TensorShape, viewOf } from '../layout.ts';
import type { Layer, LayerBuilder, LayerSpec } from './layer.ts';

/** Layers, and lists of layers such as `dense(100, 'tanh')` gives. */
export type LayerList = readonly (LayerSpec | LayerList)[];

/** Layers with their flat buffers. */
export interface BuiltLayers {
  readonly layers: readonly Layer[];
  /** Outputs of the last layer. */
  readonly outputs: number;
  /** Where weights, biases, slopes, gains and shifts lie, in `parameters` and in `gradients`. */
  readonly layout: Layout<LayerTensor>;
  readonly parameters: Values;
  readonly gradients: Values;
  /** Where running means and variances lie, in `statistics`. */
  readonly statisticsLayout: Layout<LayerTensor>;
  readonly statistics: Values;
}

/** Where the tensors of such layers would lie, without room for their numbers. @throws UserError for sizes that do not fit */
export function layoutOf(
  inputs: number,
  list: LayerList,
): { readonly layout: Layout; readonly statisticsLayout: Layout } {
  return measure(inputs, flatten(list));
}

/** The layers, with room for their numbers. @throws UserError for sizes that do not fit each other */
export function buildLayers(kernels: Kernels, inputs: number, list: LayerList): BuiltLayers {
  const specs = flatten(list);
  const { layout, statisticsLayout } = measure(inputs, specs);
  const [parameters, gradients] = [kernels.allocate(layout.length), kernels.allocate(layout.length)];
  const statistics = kernels.allocate(statisticsLayout.length);
  const builder = new Builder(kernels, parameters, gradients, statistics);
  const layers = builder.chain(inputs, specs);
  return {
    layers,
    outputs: layers.at(-1)?.O ?? inputs,
    layout: builder.learned.layout(),
    parameters,
    gradients,
    statisticsLayout: builder.measured.layout(),
    statistics,
  };
}

const flatten = (list: LayerList): LayerSpec[] => list.flatMap((one) => ('kind' in one ? [one] : flatten(one)));

/** Builds once without any room, to learn how much is needed. */
function measure(inputs: number, specs: readonly LayerSpec[]) {
  const none = new Float64Array(0);
  const builder = new Builder(reference, none, none, none);
  builder.chain(inputs, specs);
  return { layout: builder.learned.layout(), statisticsLayout: builder.measured.layout() };
}

/** Gives tensors their names and places. */
class Builder implements LayerBuilder {
  readonly learned = new Placing();
  readonly measured = new Placing();
  /** Linear layers so far: tensors are named by the last of them. */
  private linears = 0;
  private readonly names = new Set<string>();

  constructor(
    readonly kernels: Kernels,
    private readonly parameters: Values,
    private readonly gradients: Values,
    private readonly statistics: Values,
  ) {}

  readonly chain = (inputs: number, specs: readonly LayerSpec[]): Layer[] => {
    let I = inputs;
    return specs.map((spec) => {
      if (spec.kind === 'linear') this.linears++;
      const layer = spec.build(I, this);
      I = layer.O;
      return layer;
    });
  };

  readonly tensor = ({ name, ...rest }: TensorShape): LayerTensor => {
    const shape = { name: this.named(name), ...rest };
    if (shape.role === 'statistic') return this.measured.add(shape, this.statistics);
    return this.learned.add(shape, this.parameters, this.gradients);
  };

  /** `layers.0.norm.gain`; a second one after the same linear layer is `layers.0.norm.gain.2`. */
  private named(name: string): string {
    const full = `${this.linears === 0 ? 'inputs' : `layers.${this.linears - 1}`}.${name}`;
    let unique = full;
    for (let n = 2; this.names.has(unique); n++) unique = `${full}.${n}`;
    this.names.add(unique);
    return unique;
  }
}

/** Lays tensors one after another. */
class Placing {
  private readonly tensors: LayerTensor[] = [];
  private length = 0;

  add(shape: TensorShape, values: Values, gradients: Values = values.subarray(0, 0)): LayerTensor {
    const place = { offset: this.length, length: shape.shape.reduce((product, side) => product * side, 1) };
    const tensor = { ...shape, ...place, values: viewOf(place, values), gradients: viewOf(place, gradients) };
    tensor.values.fill(shape.initial ?? 0);
    this.tensors.push(tensor);
    this.length += place.length;
    return tensor;
  }

  layout(): Layout<LayerTensor> {
    return { tensors: this.tensors, length: this.length };
  }
}
