import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import type { SavedTensor } from '../safetensors.ts';

/** A dense layer before its place is known. */
export interface StoredLayer {
  /** `0`, `fc1`, `net.2`: the tensors' name without their last part. */
  readonly name: string;
  readonly I: number;
  readonly O: number;
  readonly weight: SavedTensor;
  readonly bias: SavedTensor | undefined;
}

/** Looks before the search is given up: files of people need a few. */
const MOST_LOOKS = 10_000;

/**
 * The layers in the order of the network. Those whose names differ in numbers only follow their numbers; beyond that,
 * each must take what the one before gives.
 * @throws UserError where no order fits, or several do
 */
export function chained(layers: readonly StoredLayer[], file: string): readonly StoredLayer[] {
  const families = new Map<string, StoredLayer[]>();
  for (const layer of inNumericOrder(layers)) {
    const family = familyOf(layer.name);
    families.set(family, [...(families.get(family) ?? []), layer]);
  }
  const queues = [...families.values()];
  // Numbers say it all: what does not fit then is told with its place.
  if (queues.length === 1) return queues[0];
  const orders: StoredLayer[][] = [];
  let looks = 0;
  const search = (taken: readonly number[], chain: readonly StoredLayer[]): void => {
    if (chain.length === layers.length) orders.push([...chain]);
    queues.forEach((queue, q) => {
      const next = queue[taken[q]];
      if (
        !next ||
        orders.length > 1 ||
        ++looks > MOST_LOOKS ||
        (chain.length > 0 && chain[chain.length - 1].O !== next.I)
      )
        return;
      search(
        taken.map((n, other) => (other === q ? n + 1 : n)),
        [...chain, next],
      );
    });
  };
  search(
    queues.map(() => 0),
    [],
  );
  if (orders.length === 1 && looks <= MOST_LOOKS) return orders[0];
  throw new UserError({
    rule: `${file} must show the order of its layers, by numbers in their names or by shapes that fit one way only`,
    received: layers
      .slice(0, 6)
      .map(({ name, I, O }) => `${plain(name)} [${O},${I}]`)
      .join(' '),
    fix: 'save it from an nn.Sequential, which numbers its modules',
  });
}

/** Names that differ in numbers only are one sequence, as 0, 2.0 and 3 are in an nn.Sequential inside another. */
export const familyOf = (name: string): string => name.replace(/\d+(\.\d+)*/g, '#');

/** By name, with numbers in it as numbers: fc2 before fc10. */
export function inNumericOrder<T extends { readonly name: string }>(named: readonly T[]): T[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return [...named].sort((a, b) => compare(a.name, b.name));
}
