import { type Activation, activationByName } from '../../activations/index.ts';
import type { SavedScale } from '../../dataset/scale.ts';
import type { Head } from '../../kernels/kernels.ts';
import { type HeadName, heads } from '../../nn/heads/index.ts';
import { UserError } from '../../util/user-error.ts';
import { checkLayers, type PlainLayer, type PlainNetwork } from '../plain-network.ts';
import { Graph, inputsOf, isStandard } from './graph.ts';
import { flattening, isHarmless } from './harmless.ts';
import { type Linear, linearOf, withBias } from './linear.ts';
import { findActivation, hasAttributes } from './match.ts';
import { messageFrom } from './protobuf.ts';
import { type Affine, scaledBy, scaleOfAffine } from './scale-steps.ts';
import { model as modelKind, type NodeMessage } from './schema.ts';

/**
 * The plain multilayer perceptron in an ONNX file, ours or another program's: constants that scale the inputs, then
 * Gemm, or MatMul and Add, each followed by an activation that we have, then a softmax or sigmoid, or nothing.
 * @param file for messages
 * @throws UserError where the bytes are no such file, or hold anything else, by the name of the operator
 */
export function decodeOnnx(bytes: Uint8Array, file: string): PlainNetwork {
  const { graph: message, metadata, opset } = messageFrom(modelKind, bytes);
  if (!message) throw new UserError({ rule: `${file} must be an onnx file`, received: 'no graph in it' });
  const version = opset.find(({ domain }) => !domain || domain === 'ai.onnx')?.version ?? 1;
  if (version < OLDEST_OPSET) {
    throw new UserError({ rule: `${file} must be of opset ${OLDEST_OPSET} or later`, received: version });
  }
  const walk = new Walk(new Graph(message, file), file, bytes.length / FEWEST_BYTES);
  const { layers, scale, output } = walk.toTheEnd();
  checkLayers(layers, file);
  walk.requireColumns(layers[0].I);
  const [likeliest, ...others] = headsAfter(output);
  const told = metadata.find(({ key }) => key === 'head')?.value;
  const { name: head } = others.find(({ name }) => name === told) ?? likeliest;
  return { layers, head, ...(scale && { scale }) };
}

/** Before it, operators had other rules for broadcasting and for inference. */
const OLDEST_OPSET = 7;

/** Of a number in float32. */
const FEWEST_BYTES = 4;

/**
 * What heads a file may have by the activation after its last layer, the likeliest first. Where there is none, its
 * outputs are the logits of a classifier, unless it says otherwise.
 */
function headsAfter(output: Activation): readonly Head<HeadName>[] {
  const fitting = heads.filter(({ activation }) => activation.name === output.name);
  return output.name === 'identity' ? [heads[0], ...fitting] : fitting;
}

/** Most nodes of the input's scaling and flattening. */
const MOST_SCALE_NODES = 16;

/** The way from the input of a graph to its end, along the one chain that a plain network is. */
class Walk {
  private value: string;
  private readonly walked = new Set<NodeMessage>();
  private readonly layers: PlainLayer[] = [];
  private linear: Linear | undefined;
  private affine: Affine | undefined;
  private isRow: boolean;
  private isLogarithm = false;
  private weights = 0;
  private readonly sides: readonly (number | undefined)[] | undefined;

  /**
   * @param file for messages
   * @param most weights that all layers may have: nodes that share an array could fill the memory
   */
  constructor(
    private readonly graph: Graph,
    private readonly file: string,
    private readonly most: number,
  ) {
    const inputs = graph.inputs();
    if (inputs.length !== 1) throw this.mistake('one input', `${inputs.length}`);
    const [{ name = '', type }] = inputs;
    this.value = name;
    this.sides = type?.tensor?.shape?.dim.map(({ value }) => value);
    if (this.sides && this.sides.length < 2) throw this.mistake('an input of samples and columns', `[${this.sides}]`);
    this.isRow = this.sides === undefined || this.sides.length === 2;
  }

  toTheEnd(): { layers: readonly PlainLayer[]; scale: SavedScale | undefined; output: Activation } {
    for (let next = this.graph.consumers(this.value); next.length > 0; next = this.graph.consumers(this.value))
      this.step(next);
    const left = this.graph.nodes.find((node) => !this.walked.has(node));
    if (left) throw this.graph.refusal(left, 'it is not on the way from the input to the outputs');
    if (!this.graph.message.output.some(({ name }) => name === this.value)) {
      throw this.mistake('the end of its chain as an output', this.graph.message.output.map(({ name }) => name).join());
    }
    const output = this.endHead();
    const scale = this.affine && scaleOfAffine(this.affine);
    if (this.affine && !scale) throw this.mistake('a scale that keeps its input', 'a factor of 0 with a sum');
    return { layers: this.layers, scale, output };
  }

  /** @throws UserError where the input's declared shape is not that of the first layer */
  requireColumns(I: number): void {
    const columns = this.sides?.slice(1).reduce<number>((product, side) => product * (side ?? Number.NaN), 1) ?? I;
    const scaled = this.affine?.factor.length ?? 1;
    if ((Number.isNaN(columns) || columns === I) && (scaled === 1 || scaled === I)) return;
    throw this.mistake(
      `an input of ${I} columns, as its first layer has`,
      `[${this.sides?.map((side) => side ?? '?')}]`,
    );
  }

  private step(consumers: readonly NodeMessage[]): void {
    const [node, other] = consumers;
    if (!isStandard(node)) throw this.graph.refusal(node);
    const taken = !other && (this.pass(node) || this.enterLayer(node) || this.addBias(node) || this.rescale(node));
    if (!taken) this.activate(consumers);
  }

  /** Over a node that changes nothing. */
  private pass(node: NodeMessage): boolean {
    if (!isHarmless(node, this.graph)) return false;
    if (this.units !== undefined) this.refuseFlattening(node, this.units);
    if (flattening.has(node.opType ?? '')) this.isRow = true;
    this.go([node]);
    return true;
  }

  private enterLayer(node: NodeMessage): boolean {
    if (node.opType !== 'Gemm' && node.opType !== 'MatMul') return false;
    if (!this.isRow) throw this.graph.refusal(node, 'its input has more than two axes: flatten it first');
    if (this.isLogarithm) throw this.graph.refusal(node, 'LogSoftmax before it is for outputs only');
    if (this.linear) this.close(activationByName('identity'));
    this.linear = linearOf(node, this.value, this.graph);
    this.weights += this.linear.W.length;
    if (this.weights > this.most) throw this.graph.refusal(node, 'the file holds fewer numbers than its layers have');
    this.go([node]);
    return true;
  }

  private addBias(node: NodeMessage): boolean {
    const constant = node.opType === 'Add' && this.linear?.hasBias === false ? this.constantBeside(node) : undefined;
    const biased = constant && this.linear && withBias(this.linear, constant);
    if (!biased) return false;
    this.linear = biased;
    this.go([node]);
    return true;
  }

  /** Over a node before the first layer that is part of the input's scale. */
  private rescale(node: NodeMessage): boolean {
    const constant = this.units === undefined && this.walked.size < MOST_SCALE_NODES && this.constantBeside(node);
    if (!constant || (!this.isRow && constant.values.length > 1)) return false;
    const affine = scaledBy(node.opType ?? '', constant, this.affine ?? { factor: [1], shift: [0] });
    if (!affine) return false;
    this.affine = affine;
    this.go([node]);
    return true;
  }

  private activate([node, other]: readonly NodeMessage[]): void {
    const found = this.linear && findActivation(this.graph, this.value);
    if (found) {
      this.close(found.activation, found.slope);
      this.go(found.nodes, found.output);
    } else if (this.linear && !other && node.opType === 'LogSoftmax' && hasAttributes(node, { axis: -1 })) {
      // Its softmax gives the same probabilities: softmax(log softmax(z)) = softmax(z).
      this.close(activationByName('softmax'));
      this.go([node]);
      this.isLogarithm = true;
    } else throw this.graph.refusal(node, other && `${other.opType} takes the same value`);
  }

  /** The activation after the last layer, which is the head's. */
  private endHead(): Activation {
    if (this.linear) this.close(activationByName('identity'));
    const last = this.layers.pop();
    if (!last) throw this.mistake('at least one dense layer', 'none');
    const { activation, ...rest } = last;
    if (headsAfter(activation).length === 0) {
      throw this.mistake('softmax, sigmoid or nothing after its last layer', activation.name);
    }
    this.layers.push({ ...rest, activation: activationByName('identity') });
    return activation;
  }

  private close(activation: PlainLayer['activation'], slope?: number): void {
    if (this.linear) this.layers.push({ ...this.linear, activation, ...(slope !== undefined && { slope }) });
    this.linear = undefined;
  }

  private go(nodes: readonly NodeMessage[], output = nodes[0].output[0] ?? ''): void {
    for (const node of nodes) {
      if (this.walked.has(node)) throw this.graph.refusal(node, 'the graph goes round in a circle');
      this.walked.add(node);
    }
    this.value = output;
  }

  /** The constant that an operator of two inputs combines the value with; for Sub and Div only on the right. */
  private constantBeside(node: NodeMessage) {
    const [left, right, ...others] = inputsOf(node);
    if (others.length > 0 || right === undefined) return undefined;
    if (left === this.value) return this.graph.constant(right);
    return node.opType === 'Add' || node.opType === 'Mul' ? this.graph.constant(left) : undefined;
  }

  /** Units of the layer before; undefined before the first. */
  private get units(): number | undefined {
    return this.linear?.O ?? this.layers.at(-1)?.O;
  }

  private refuseFlattening(node: NodeMessage, units: number): void {
    const columns = node.opType === 'Reshape' ? this.graph.constant(node.input[1])?.values[1] : undefined;
    if (columns !== undefined && columns !== -1 && columns !== units)
      throw this.graph.refusal(node, 'it mixes samples');
  }

  private mistake(rule: string, received: string): UserError {
    return new UserError({ rule: `${this.file} must have ${rule}`, received });
  }
}
