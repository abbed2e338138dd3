import { attributesOf, type Graph } from './graph.ts';
import type { NodeMessage } from './schema.ts';
import { computedShape } from './shapes.ts';

/** A Reshape that makes one row of each sample. */
interface RowReshape {
  readonly node: NodeMessage;
  /** What computes its shape. */
  readonly nodes: Iterable<NodeMessage>;
  /** Of the row; -1 for all that there are. */
  readonly columns: number;
}

/**
 * The Reshape among those that take a value, where it makes one row of each sample and all others compute its shape.
 * @param sides of the graph's input, as far as they are told
 */
export function rowOf(
  graph: Graph,
  consumers: readonly NodeMessage[],
  value: string,
  sides: readonly (number | undefined)[],
): RowReshape | undefined {
  const node = consumers.find(({ opType, input }) => opType === 'Reshape' && input[0] === value);
  const shape = node && computedShape(graph, node.input[1], value, sides);
  if (!node || !shape) return undefined;
  const [rows, columns, ...more] = shape.sides;
  const keepsZero = (attributesOf(node).allowzero ?? 0) !== 0;
  const isBatch = rows === 'batch' || rows === -1 || rows === 1 || rows === sides[0] || (rows === 0 && !keepsZero);
  const isAll = consumers.every((one) => one === node || shape.nodes.has(one));
  if (typeof columns !== 'number' || !isBatch || more.length > 0 || !isAll) return undefined;
  const isRow = columns > 1 || (columns === -1 && rows !== -1 && rows !== 1);
  return isRow ? { node, nodes: shape.nodes, columns } : undefined;
}
