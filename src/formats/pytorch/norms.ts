import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import type { PlainNorm } from '../plain-network.ts';
import type { SavedTensor } from '../safetensors.ts';
import { familyOf, inNumericOrder, type StoredLayer } from './chain.ts';

/** A norm before it is known which layer it belongs to. */
export type StoredNorm = PlainNorm & { readonly name: string };

/** What PyTorch's norms add to the variance unless told otherwise; a state_dict does not say it. */
const EPSILON = 1e-5;

/**
 * A module with a weight and a bias for each unit: BatchNorm1d, which has running statistics, or LayerNorm.
 * @param others its further tensors, by the last part of their names
 * @throws UserError where one of them is of neither
 */
export function normOf(
  weight: SavedTensor,
  bias: SavedTensor,
  others: Readonly<Record<string, SavedTensor | undefined>>,
  file: string,
): PlainNorm {
  const { running_mean: mean, running_var: variance, num_batches_tracked: _count, ...strange } = others;
  const [odd] = Object.values(strange).filter((tensor) => tensor !== undefined);
  if (odd) throw notPlain(file, odd);
  const learned = { epsilon: EPSILON, gain: weight.values, shift: bias.values };
  if (!mean && !variance) return { kind: 'layer-norm', ...learned };
  for (const one of [mean, variance]) {
    if (one?.shape.join() !== weight.shape.join()) throw notPlain(file, one ?? weight);
  }
  return { kind: 'batch-norm', ...learned, mean: mean!.values, variance: variance!.values };
}

/**
 * The norm after each layer. Where names are numbers of one sequence, a norm belongs to the linear module before it;
 * else the first norm belongs to the first hidden layer, and so on.
 * @throws UserError where that does not come out
 */
export function normsFor(
  layers: readonly StoredLayer[],
  norms: readonly StoredNorm[],
  file: string,
): readonly (PlainNorm | undefined)[] {
  const placed: (PlainNorm | undefined)[] = layers.map(() => undefined);
  const inOneSequence = new Set([...layers, ...norms].map(({ name }) => familyOf(name))).size === 1;
  const inOrder = inNumericOrder<StoredLayer | StoredNorm>([...layers, ...norms]);
  inNumericOrder(norms).forEach((norm, k) => {
    const before = inOrder.slice(0, inOrder.indexOf(norm)).findLast((one): one is StoredLayer => 'weight' in one);
    // Ours are named by their layer: layers.0.norm.
    const owner = layers.findIndex(({ name }) => norm.name.startsWith(`${name}.`));
    const place = owner >= 0 ? owner : inOneSequence && before ? layers.indexOf(before) : k;
    if (layers[place]?.O !== norm.gain.length || placed[place]) {
      throw new UserError({
        rule: `each norm in ${file} must follow a linear layer with as many outputs`,
        received: `${plain(norm.name)} of ${norm.gain.length}`,
        fix: 'save it from an nn.Sequential, which numbers its modules',
      });
    }
    const { name: _, ...plainNorm } = norm;
    placed[place] = plainNorm;
  });
  return placed;
}

/** The mistake of a tensor that a plain network does not have. */
export function notPlain(file: string, { name, shape }: SavedTensor): UserError {
  return new UserError({
    rule: `${file} must be the state_dict of a plain multilayer perceptron: nn.Linear, nn.BatchNorm1d and nn.LayerNorm`,
    received: `${plain(name)} of shape [${shape}]`,
  });
}
