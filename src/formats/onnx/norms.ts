import { checkedNorm, type PlainNorm } from '../plain-network.ts';
import { attributesOf, type Graph, inputsOf } from './graph.ts';
import type { NodeMessage } from './schema.ts';

/** What an operator adds to the variance where it does not say otherwise. */
const EPSILON = 1e-5;

/**
 * The norm that a node is, of `units` units; undefined for other operators.
 * @throws UserError where it is one that a network in use does not have
 */
export function normIn(node: NodeMessage, units: number | undefined, graph: Graph): PlainNorm | undefined {
  const [, ...arrays] = inputsOf(node);
  if (node.opType === 'BatchNormalization') {
    const { epsilon = EPSILON, training_mode: training = 0 } = attributesOf(node);
    const [gain, shift, mean, variance] = arrays.map((name) => graph.constant(name)?.values);
    if (training !== 0) throw graph.refusal(node, 'it is for training: export the model after model.eval()');
    if (!gain || !shift || !mean || !variance) throw graph.refusal(node, 'its four arrays must be in the file');
    return checkedNorm({ kind: 'batch-norm', epsilon: Number(epsilon), gain, shift, mean, variance }, units, node.name);
  }
  if (node.opType !== 'LayerNormalization') return undefined;
  const { epsilon = EPSILON, axis = -1 } = attributesOf(node);
  const [gain, shift = gain?.map(() => 0)] = arrays.map((name) => graph.constant(name)?.values);
  if (axis !== -1 && axis !== 1) throw graph.refusal(node, 'a layer norm goes over all units of a sample');
  if (!gain || !shift) throw graph.refusal(node, 'its arrays must be in the file');
  return checkedNorm({ kind: 'layer-norm', epsilon: Number(epsilon), gain, shift }, units, node.name);
}
