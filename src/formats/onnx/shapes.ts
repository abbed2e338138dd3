import { attributesOf, type Graph, inputsOf } from './graph.ts';
import type { NodeMessage } from './schema.ts';

/** A length that a graph computes: a number, or that of the batch, which is any. */
export type Side = number | 'batch';

/** A shape that a graph computes from the shape of a value and from constants, and the nodes that do it. */
export interface ComputedShape {
  readonly sides: readonly Side[];
  readonly nodes: ReadonlySet<NodeMessage>;
}

/** Nodes that are followed: exporters take about five. */
const MOST_NODES = 32;

/** What the operators do that exporters compute shapes with; undefined where it is not understood. */
type Rule = (inputs: readonly (readonly Side[])[], node: NodeMessage) => readonly Side[] | undefined;

const asTheyAre: Rule = ([first]) => first;

const rules: Readonly<Record<string, Rule>> = {
  Identity: asTheyAre,
  Cast: asTheyAre,
  // A list of one and a number look the same here.
  Unsqueeze: asTheyAre,
  Squeeze: asTheyAre,
  Concat: (inputs) => inputs.flat(),
  Gather: ([list, places]) => {
    const picked = places?.map((place) => (typeof place === 'number' ? list.at(place) : undefined));
    return picked?.every((side) => side !== undefined) ? picked : undefined;
  },
  Slice: ([list, starts, ends, axes = [], steps = []]) => {
    const [from, to] = [starts?.[0], ends?.[0]];
    const isPlain = typeof from === 'number' && typeof to === 'number' && (axes[0] ?? 0) === 0 && (steps[0] ?? 1) === 1;
    return isPlain ? list.slice(from, to) : undefined;
  },
  Mul: ([left, right]) => {
    const [a, b] = [left[0], right?.[0]];
    return typeof a === 'number' && typeof b === 'number' ? [a * b] : undefined;
  },
};

/**
 * The shape under that name, as far as it follows from the shape of `value`.
 * @param sides of `value`, the batch first; undefined for one that the file leaves open
 */
export function computedShape(
  graph: Graph,
  name: string | undefined,
  value: string,
  sides: readonly (number | undefined)[],
): ComputedShape | undefined {
  const nodes = new Set<NodeMessage>();
  const of = (one: string | undefined): readonly Side[] | undefined => {
    const constant = graph.constant(one);
    if (constant) return constant.values.length <= MOST_NODES ? Array.from(constant.values) : undefined;
    const node = graph.maker(one);
    if (!node || nodes.size === MOST_NODES) return undefined;
    nodes.add(node);
    const { opType = '' } = node;
    if (opType === 'Shape')
      return node.input[0] === value && Object.keys(attributesOf(node)).length === 0 ? whole : undefined;
    const inputs = inputsOf(node).map(of);
    const known = inputs.filter((input) => input !== undefined);
    if (!Object.hasOwn(rules, opType) || known.length < inputs.length) return undefined;
    return rules[opType](known, node);
  };
  const whole = sides.some((side, k) => k > 0 && side === undefined)
    ? undefined
    : sides.map((side, k): Side => (k === 0 ? 'batch' : (side ?? 0)));
  const found = of(name);
  return found && { sides: found, nodes };
}
