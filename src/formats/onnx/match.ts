import { type Activation, activations } from '../../activations/index.ts';
import { attributesOf, type Graph, inputsOf, isStandard } from './graph.ts';
import { type AttributeValue, attributeDefaults, type Recipe, recipesOf, type Step } from './recipes.ts';
import type { NodeMessage } from './schema.ts';

/** An activation found in a graph. */
export interface Found {
  readonly activation: Activation;
  readonly nodes: readonly NodeMessage[];
  /** The value f(z). */
  readonly output: string;
  readonly slope?: number;
}

/** The activation that takes the value z, alone and whole; undefined where there is none of ours. */
export function findActivation(graph: Graph, z: string): Found | undefined {
  const all = activations.flatMap((activation) =>
    recipesOf(activation.name).flatMap((recipe): Found[] => {
      const found = matched(graph, z, recipe);
      return found ? [{ activation, ...found }] : [];
    }),
  );
  // log-sigmoid may begin with the operator that a sigmoid consists of.
  return all.reduce<Found | undefined>(
    (most, one) => (most && most.nodes.length >= one.nodes.length ? most : one),
    undefined,
  );
}

const SYMMETRIC = new Set(['Add', 'Mul']);
/** Constants are in float32 as a rule. */
const CLOSE = 1e-6;

function matched(graph: Graph, z: string, recipe: Recipe): Omit<Found, 'activation'> | undefined {
  const nodes: NodeMessage[] = [];
  let slope: number | undefined;

  const isInput = (name: string, wanted: Step['inputs'][number]): boolean => {
    if (wanted === 'z') return name === z;
    if (typeof wanted === 'object') return 'step' in wanted && name === nodes[wanted.step].output[0];
    const [value, ...others] = graph.constant(name)?.values ?? [];
    if (value === undefined || others.some((other) => other !== value)) return false;
    if (wanted === 'slope') slope = value;
    return wanted === 'slope' || (others.length === 0 && isClose(value, wanted));
  };

  for (const { op, inputs, attributes } of recipe) {
    const orders = SYMMETRIC.has(op) ? [inputs, inputs.toReversed()] : [inputs];
    const [first] = inputs.filter((input) => input === 'z' || (typeof input === 'object' && 'step' in input));
    const from = typeof first === 'object' && 'step' in first ? nodes[first.step].output[0] : z;
    const node = graph.consumers(from).find((one) => {
      const names = inputsOf(one);
      const fits = one.opType === op && isStandard(one) && one.output.length === 1 && !nodes.includes(one);
      const takes = (order: Step['inputs']) => order.every((input, k) => isInput(names[k], input));
      return fits && names.length === inputs.length && hasAttributes(one, attributes) && orders.some(takes);
    });
    if (!node) return undefined;
    nodes.push(node);
  }
  // Nothing else may look at z or at what lies between.
  const inside = [z, ...nodes.slice(0, -1).map(({ output }) => output[0])];
  if (!inside.every((value) => graph.consumers(value).every((one) => nodes.includes(one)))) return undefined;
  return { nodes, output: nodes[nodes.length - 1].output[0], ...(slope !== undefined && { slope }) };
}

/** Whether a node means these attributes, given or by default, and no other. */
export function hasAttributes(node: NodeMessage, wanted: Readonly<Record<string, AttributeValue>> = {}): boolean {
  const defaults = attributeDefaults[node.opType ?? ''] ?? {};
  const given: Record<string, AttributeValue | undefined> = { ...defaults, ...attributesOf(node) };
  // A batch has two axes: the last is the second.
  if (given.axis === 1) given.axis = -1;
  const expected: Readonly<Record<string, AttributeValue>> = { ...defaults, ...wanted };
  return [...new Set([...Object.keys(given), ...Object.keys(expected)])].every((name) => {
    const [is, should] = [given[name], expected[name]];
    return typeof is === 'number' && typeof should === 'number'
      ? isClose(is, should)
      : is === should && is !== undefined;
  });
}

export function isClose(value: number, wanted: number): boolean {
  return Math.abs(value - wanted) <= CLOSE * Math.abs(wanted);
}
