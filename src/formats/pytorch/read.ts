import type { Activation } from '../../activations/index.ts';
import { append } from '../../util/any-length.ts';
import { UserError } from '../../util/user-error.ts';
import { checkLayers, checkSize, type PlainLayer } from '../plain-network.ts';
import type { SavedTensor } from '../safetensors.ts';
import { chained, inNumericOrder, type StoredLayer } from './chain.ts';
import { normOf, normsFor, notPlain, type StoredNorm } from './norms.ts';

/** What a file does not say by itself. */
export interface StateDictFacts {
  /** Of all hidden layers. */
  readonly activation: Activation;
  /** Of each layer, the output layer last, where a file of ours says so; then `activation` does not count. */
  readonly activations?: readonly Activation[] | undefined;
  /** Whether weights are [in][out] as in our own files; PyTorch's are [out][in]. */
  readonly inputsFirst: boolean;
  /** For messages. */
  readonly file: string;
}

/**
 * The dense layers in a state_dict of nn.Linear modules, whatever their names: their order is that in which numbers in
 * the names count up and shapes fit, and a file that leaves several is refused. BatchNorm1d and LayerNorm belong to the
 * linear layers before them.
 * @throws UserError where a tensor belongs to something else, by its name
 */
export function layersOf(
  tensors: readonly SavedTensor[],
  { activation, activations, inputsFirst, file }: StateDictFacts,
): PlainLayer[] {
  const stored: StoredLayer[] = [];
  const norms: StoredNorm[] = [];
  const slopes: SavedTensor[] = [];
  const learns = (activations ?? [activation]).some(({ parameter }) => parameter);
  for (const [name, module] of modulesIn(tensors)) {
    const { weight, bias, ...others } = module;
    if (weight?.shape.length === 2) {
      const [I, O] = inputsFirst ? weight.shape : [weight.shape[1], weight.shape[0]];
      stored.push({ name, I, O, weight, bias });
      append(slopes, slopesIn(name, others, learns, file));
    } else if (weight?.shape.length === 1 && bias?.shape.join() === weight.shape.join()) {
      norms.push({ name, ...normOf(weight, bias, others, file) });
    } else append(slopes, slopesIn(name, module, learns, file));
  }
  checkSize(stored, file);
  const ordered = chained(stored, file);
  const hidden = activations?.slice(0, ordered.length - 1) ?? ordered.slice(1).map(() => activation);
  const slopeOf = slopesFor(hidden, slopes, file);
  const normAfter = normsFor(ordered, norms, file);
  const layers = ordered.map((layer, k) => {
    const norm = normAfter[k];
    return {
      ...plainLayer(layer, activations?.[k] ?? activation, slopeOf(k), inputsFirst, file),
      ...(norm && { norm }),
    };
  });
  checkLayers(layers, file);
  return layers;
}

/** PyTorch's names for what our own files call otherwise. */
const ours: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  gain: 'weight',
  shift: 'bias',
  mean: 'running_mean',
  variance: 'running_var',
});

/** The tensors of each module, by the last part of their names. */
function modulesIn(tensors: readonly SavedTensor[]): Map<string, Record<string, SavedTensor | undefined>> {
  const modules = new Map<string, Record<string, SavedTensor | undefined>>();
  for (const tensor of tensors) {
    const [, prefix = '', what = tensor.name] = /^(?:(.*)\.)?(\w+)$/s.exec(tensor.name) ?? [];
    const module = modules.get(prefix) ?? Object.create(null);
    module[ours[what] ?? what] = tensor;
    modules.set(prefix, module);
  }
  return modules;
}

/**
 * The learned number of an activation, of its own module or, as in our own files, with the layer before it.
 * @throws UserError where a tensor is something else
 */
function slopesIn(
  name: string,
  module: Readonly<Record<string, SavedTensor | undefined>>,
  learns: boolean,
  file: string,
): SavedTensor[] {
  const tensors = Object.values(module).filter((tensor) => tensor !== undefined);
  const strange = tensors.find((tensor) => !learns || tensors.length > 1 || tensor.values.length !== 1);
  if (strange) throw notPlain(file, strange);
  return tensors.map((tensor) => ({ ...tensor, name }));
}

function plainLayer(
  { name, I, O, weight, bias }: StoredLayer,
  activation: Activation,
  slope: number | undefined,
  inputsFirst: boolean,
  file: string,
): PlainLayer {
  if (bias && bias.shape.join() !== `${O}`) throw notPlain(file, bias);
  const { values } = weight;
  const W = inputsFirst ? values : values.map((_w, at) => values[(at % O) * I + Math.floor(at / O)]);
  return { name, I, O, W, b: bias?.values ?? new Float64Array(O), activation, ...(slope !== undefined && { slope }) };
}

/** The learned number of each hidden layer whose activation has one: one for each, or one that all share. */
function slopesFor(
  hidden: readonly Activation[],
  slopes: readonly SavedTensor[],
  file: string,
): (layer: number) => number | undefined {
  const learning = hidden.flatMap(({ parameter, name }, layer) => (parameter ? [{ layer, parameter, name }] : []));
  if (learning.length === 0) return () => undefined;
  const ordered = inNumericOrder(slopes);
  if (![1, learning.length].includes(ordered.length)) {
    const [{ parameter, name }] = learning;
    throw new UserError({
      rule: `${file} must hold the ${parameter.name} of ${name} once for each of ${learning.length} hidden layers`,
      received: ordered.length,
    });
  }
  return (layer) => {
    const place = learning.findIndex((one) => one.layer === layer);
    return place < 0 ? undefined : ordered[ordered.length === 1 ? 0 : place].values[0];
  };
}
