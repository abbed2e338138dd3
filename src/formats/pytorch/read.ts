import type { Activation } from '../../activations/index.ts';
import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import { checkLayers, checkSize, type PlainLayer } from '../plain-network.ts';
import type { SavedTensor } from '../safetensors.ts';
import { chained, inNumericOrder, type StoredLayer } from './chain.ts';

/** What a file does not say by itself. */
export interface StateDictFacts {
  readonly activation: Activation;
  /** Whether weights are [in][out] as in our own files; PyTorch's are [out][in]. */
  readonly inputsFirst: boolean;
  /** For messages. */
  readonly file: string;
}

/**
 * The dense layers in a state_dict of nn.Linear modules, whatever their names: their order is that in which numbers in
 * the names count up and shapes fit, and a file that leaves several is refused.
 * @throws UserError where a tensor belongs to something else, by its name
 */
export function layersOf(
  tensors: readonly SavedTensor[],
  { activation, inputsFirst, file }: StateDictFacts,
): PlainLayer[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const stored: StoredLayer[] = [];
  const slopes: SavedTensor[] = [];
  for (const tensor of tensors) {
    const { name, shape } = tensor;
    const [, prefix = '', what] = /^(?:(.*)\.)?(\w+)$/s.exec(name) ?? [];
    const path = (last: string) => (prefix === '' ? last : `${prefix}.${last}`);
    if (what === 'weight' && shape.length === 2) {
      const [I, O] = inputsFirst ? shape : [shape[1], shape[0]];
      stored.push({ name: prefix, I, O, weight: tensor, bias: byName.get(path('bias')) });
    } else if (what === 'bias' && byName.get(path('weight'))?.shape.length === 2) {
      // Taken along with its weight.
    } else if (activation.parameter && tensor.values.length === 1) slopes.push(tensor);
    else throw notPlain(file, tensor);
  }
  checkSize(stored, file);
  const ordered = chained(stored, file);
  const slopeOf = slopesFor(ordered.length - 1, slopes, activation, file);
  const layers = ordered.map((layer, k) => plainLayer(layer, activation, slopeOf(k), inputsFirst, file));
  checkLayers(layers, file);
  return layers;
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

/** The learned number of each hidden layer: one for each, or one that all share. */
function slopesFor(
  hidden: number,
  slopes: readonly SavedTensor[],
  { parameter, name }: Activation,
  file: string,
): (layer: number) => number | undefined {
  if (!parameter) return () => undefined;
  const ordered = inNumericOrder(slopes);
  if (![1, hidden].includes(ordered.length) && hidden > 0) {
    throw new UserError({
      rule: `${file} must hold the ${parameter.name} of ${name} once for each of ${hidden} hidden layers`,
      received: ordered.length,
    });
  }
  return (layer) => ordered[ordered.length === 1 ? 0 : layer]?.values[0];
}

function notPlain(file: string, { name, shape }: SavedTensor): UserError {
  return new UserError({
    rule: `${file} must be the state_dict of a plain multilayer perceptron: weight and bias of nn.Linear modules`,
    received: `${plain(name)} of shape [${shape}]`,
  });
}
