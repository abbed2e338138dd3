import type { Activation } from '../../activations/index.ts';
import { type Scale, standardizationOf } from '../../dataset/scale.ts';
import type { Values } from '../../kernels/kernels.ts';
import type { BatchNorm, DenseLayer, LayerNorm } from '../../nn/layers/index.ts';
import type { Network } from '../../nn/network.ts';
import { UserError } from '../../util/user-error.ts';
import { plainLayersOf } from '../plain-network.ts';
import { formulaRecipe } from './formula-recipe.ts';
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

/** The nodes of a dense layer, from the value x on. @returns the name of what comes out */
function addLayer(graph: GraphBuilder, layer: DenseLayer, k: number, x: string): string {
  const { I, O, activation, parameters, hidden, norm, residual } = layer;
  const { W, b, p } = parameters;
  const named = (name: string) => `layers.${k}.${name}`;
  const array = (name: string, values: Values) => graph.constant(named(name), [values.length], values);
  const stages: [name: string, add: (from: string, to: string) => void][] = [];
  const weights = graph.constant(named('weight'), [I, O], W);
  stages.push([norm ? 'sums' : 'z', (from, to) => graph.add('Gemm', [from, weights, array('bias', b)], to)]);
  if (norm) stages.push(['z', (from, to) => addNorm(graph, norm, array, from, to)]);
  if (activation.name !== 'identity') {
    const slope = p.length > 0 ? array('slope', p) : undefined;
    stages.push(['a', (from, to) => void graph.chain(recipeOf(activation), from, to, slope)]);
  }
  if (residual) stages.push(['out', (from, to) => graph.add('Add', [x, from], to)]);
  return stages.reduce((from, [name, add], stage) => {
    const to = stage === stages.length - 1 && !hidden ? 'logits' : named(name);
    add(from, to);
    return to;
  }, x);
}

function addNorm(
  graph: GraphBuilder,
  norm: BatchNorm | LayerNorm,
  array: (name: string, values: Values) => string,
  from: string,
  to: string,
): void {
  const learned = [array('norm.gain', norm.gain.values), array('norm.shift', norm.shift.values)];
  const { epsilon } = norm;
  if (norm.kind === 'layer-norm') {
    graph.add('LayerNormalization', [from, ...learned], to, { axis: -1, epsilon });
    return;
  }
  const measured = [array('norm.mean', norm.mean.values), array('norm.variance', norm.variance.values)];
  graph.add('BatchNormalization', [from, ...learned, ...measured], to, { epsilon });
}

/** By operators of its own, or else by those of its formula. @throws UserError for one that has neither */
function recipeOf(activation: Activation): Recipe {
  const [recipe] = recipesOf(activation.name);
  if (recipe) return recipe;
  const formula = activation.expression?.();
  if (formula) return formulaRecipe(formula.f);
  throw new UserError({
    rule: 'an activation must be a formula, or have a recipe in operators of ONNX, to be exported to onnx',
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
