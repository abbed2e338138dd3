import type { ActivationName } from '../../activations/index.ts';
import type { Scale } from '../../dataset/scale.ts';
import type { DenseLayer } from '../../nn/layers/index.ts';
import type { Network } from '../../nn/network.ts';
import { UserError } from '../../util/user-error.ts';
import { plainLayersOf } from '../plain-network.ts';
import { GraphBuilder } from './graph-builder.ts';
import { messageBytes } from './protobuf.ts';
import { at, type Recipe, recipes, step } from './recipes.ts';
import { dataTypes, model } from './schema.ts';

/** Operators of this opset have all that is needed; runtimes since 2022 read it and this version of the file format. */
const OPSET = 17;
const IR_VERSION = 8;

/** The output activation of each head. */
const headRecipes: Readonly<Record<string, ActivationName>> = {
  'softmax-cross-entropy': 'softmax',
  'softmax-mse': 'softmax',
  'sigmoid-binary-cross-entropy': 'sigmoid',
  'sigmoid-mse': 'sigmoid',
  'identity-mse': 'identity',
};

/**
 * A network as an ONNX file: `pixels` [N, inputs] as they come, unscaled, to `logits` [N, outputs] and `probabilities`,
 * the outputs of the head. A runtime computes only those that it is asked for. Weights are in float32.
 * @param metadata texts by name
 * @throws UserError for an activation that has no recipe, by its name
 */
export function encodeOnnx(network: Network, scale: Scale, metadata: Readonly<Record<string, string>>): Uint8Array {
  const graph = new GraphBuilder();
  let x = graph.chain(scaleRecipe(scale), 'pixels', 'scaled');
  plainLayersOf(network, 'onnx').forEach((layer, k) => {
    x = addLayer(graph, layer, k, x);
  });
  const head = headRecipes[network.head.name];
  if (!head) throw unsayable(`the head ${network.head.name}`);
  graph.chain(recipes[head][0], x, 'probabilities');
  const { nodes, initializers } = graph;
  const batchOf = (name: string, size: number) => ({
    name,
    type: { tensor: { elemType: dataTypes.float, shape: { dim: [{ param: 'batch' }, { value: size }] } } },
  });
  return messageBytes(model, {
    irVersion: IR_VERSION,
    producer: 'gradlens',
    graph: {
      node: nodes,
      name: 'gradlens',
      initializer: initializers,
      doc: 'pixels as they come, not scaled -> logits, probabilities',
      input: [batchOf('pixels', network.inputs)],
      output: [batchOf('logits', network.outputs), batchOf('probabilities', network.outputs)],
      sparseInitializer: [],
    },
    opset: [{ domain: '', version: OPSET }],
    metadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
}

function addLayer(
  graph: GraphBuilder,
  { I, O, activation, parameters, hidden }: DenseLayer,
  k: number,
  x: string,
): string {
  const { W, b, p } = parameters;
  const weight = graph.constant(`layers.${k}.weight`, [I, O], W);
  const bias = graph.constant(`layers.${k}.bias`, [O], b);
  const isLogits = !hidden && activation.name === 'identity';
  const z = isLogits ? 'logits' : `layers.${k}.z`;
  graph.add('Gemm', [x, weight, bias], z);
  if (isLogits) return z;
  if (!Object.hasOwn(recipes, activation.name)) throw unsayable(`an activation of your own, ${activation.name}`);
  const [recipe] = recipes[activation.name as ActivationName];
  return graph.chain(
    recipe,
    z,
    hidden ? `layers.${k}.a` : 'logits',
    p.length > 0 ? graph.constant(`layers.${k}.slope`, [1], p) : undefined,
  );
}

function unsayable(received: string): UserError {
  return new UserError({
    rule: 'onnx has operators for the built-in activations and heads only',
    received,
    fix: '--format safetensors takes the weights of any network',
  });
}

/** From pixels to inputs; quotients as in training, where every pixel is divided in float64. */
function scaleRecipe({ kind, mean = [], deviation = [] }: Scale): Recipe {
  if (kind === '-1..1') return [step('Div', 'z', 127.5), step('Sub', at(0), 1)];
  if (kind !== 'standardize') return [step('Div', 'z', Number(kind))];
  // A column without deviation gives 0, whatever comes.
  const factors = deviation.map((d) => (d === 0 ? 0 : 1 / d));
  return [step('Sub', 'z', mean), step('Mul', at(0), factors)];
}
