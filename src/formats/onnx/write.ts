import type { Activation } from '../../activations/index.ts';
import { type Scale, standardizationOf } from '../../dataset/scale.ts';
import type { DenseLayer } from '../../nn/layers/index.ts';
import type { Network } from '../../nn/network.ts';
import { UserError } from '../../util/user-error.ts';
import { plainLayersOf } from '../plain-network.ts';
import { GraphBuilder } from './graph-builder.ts';
import { messageBytes } from './protobuf.ts';
import { at, type Recipe, recipesOf, step } from './recipes.ts';
import { dataTypes, model } from './schema.ts';

/** Operators of this opset have all that is needed; runtimes since 2022 read it and this version of the file format. */
const OPSET = 17;
const IR_VERSION = 8;

/**
 * A network as an ONNX file: `pixels` [N, inputs] as they come, unscaled, to `logits` [N, outputs] and `probabilities`,
 * the outputs of the head. A runtime computes only those that it is asked for. Weights are in float32.
 * @param metadata texts by name
 * @throws UserError for an activation that has no recipe in operators
 */
export function encodeOnnx(network: Network, scale: Scale, metadata: Readonly<Record<string, string>>): Uint8Array {
  const graph = new GraphBuilder();
  let x = graph.chain(scaleRecipe(scale), 'pixels', 'scaled');
  plainLayersOf(network, 'onnx').forEach((layer, k) => {
    x = addLayer(graph, layer, k, x);
  });
  graph.chain(recipeOf(network.head.activation), x, 'probabilities');
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
  return graph.chain(
    recipeOf(activation),
    z,
    hidden ? `layers.${k}.a` : 'logits',
    p.length > 0 ? graph.constant(`layers.${k}.slope`, [1], p) : undefined,
  );
}

/** @throws UserError for an activation that has none */
function recipeOf(activation: Activation): Recipe {
  const [recipe] = recipesOf(activation.name);
  if (recipe) return recipe;
  throw new UserError({
    rule: 'an activation must have a recipe in operators of ONNX to be exported to onnx',
    received: activation.name,
    fix: 'the format safetensors takes the weights of any network',
  });
}

/** From pixels to inputs; quotients as in training, where every pixel is divided in float64. */
function scaleRecipe(scale: Scale): Recipe {
  const { mean, deviation } = standardizationOf(scale);
  // A column without deviation gives 0, whatever comes: it is not divided, but multiplied by 0.
  const last = (z: 'z' | { step: number }) =>
    deviation.includes(0)
      ? step(
          'Mul',
          z,
          deviation.map((d) => (d === 0 ? 0 : 1 / d)),
        )
      : step('Div', z, deviation);
  return mean.every((m) => m === 0) ? [last('z')] : [step('Sub', 'z', mean), last(at(0))];
}
