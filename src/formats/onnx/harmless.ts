import { attributesOf, type Graph, inputsOf } from './graph.ts';
import { dataTypes, type NodeMessage } from './schema.ts';

/** Operators that pass every sample's values on as they are, each with the test whether this node does. */
const harmless: Readonly<Record<string, (node: NodeMessage, graph: Graph) => boolean>> = {
  Identity: () => true,
  // Without a third input it is inference.
  Dropout: (node, graph) => !inputsOf(node)[2] && graph.consumers(node.output[1] ?? '').length === 0,
  Cast: (node) => [dataTypes.float, dataTypes.double].some((type) => type === attributesOf(node).to),
  // Samples stay apart, and each becomes one row.
  Flatten: (node) => (attributesOf(node).axis ?? 1) === 1,
  Reshape: (node, graph) => {
    const { dims, values: [rows, columns] = [] } = graph.constant(node.input[1]) ?? {};
    const isKept = rows === -1 || rows === 0 || rows === 1;
    const isRow = columns > 1 || (columns === -1 && rows === 0);
    return dims?.join() === '2' && isKept && isRow && (attributesOf(node).allowzero ?? 0) === 0;
  },
};

/** Operators after which a sample is one row of numbers. */
export const flattening: ReadonlySet<string> = new Set(['Flatten', 'Reshape']);

/** Whether the node changes nothing. */
export function isHarmless(node: NodeMessage, graph: Graph): boolean {
  const { opType = '' } = node;
  return Object.hasOwn(harmless, opType) && harmless[opType](node, graph);
}
