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
};

/** Whether the node changes nothing. */
export function isHarmless(node: NodeMessage, graph: Graph): boolean {
  const { opType = '' } = node;
  return Object.hasOwn(harmless, opType) && harmless[opType](node, graph);
}
