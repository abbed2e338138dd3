import { type Activation, activationByName } from '../../activations/index.ts';
import type { SavedScale } from '../../dataset/scale.ts';
import { UserError } from '../../util/user-error.ts';
import type { PlainLayer } from '../plain-network.ts';
import { type Graph, inputsOf, isStandard } from './graph.ts';
import { isHarmless } from './harmless.ts';
import { headsAfter } from './heads-after.ts';
import { foldedInto, type Linear, linearOf, withBias } from './linear.ts';
import { findActivation, hasAttributes } from './match.ts';
import { normIn } from './norms.ts';
import { rowOf } from './rows.ts';
import { type Affine, scaledBy, scaleOfAffine } from './scale-steps.ts';
import type { NodeMessage } from './schema.ts';

/** Most nodes that take one value: activations need four. */
const MOST_TAKERS = 8;

/** Operators that make class names of probabilities. */
const labelling: ReadonlySet<string> = new Set([
  'ArgMax',
  'ArrayFeatureExtractor',
  'Cast',
  'Identity',
  'Reshape',
  'Squeeze',
  'ZipMap',
]);

/** Most nodes of the input's scaling and flattening. */
const MOST_SCALE_NODES = 16;

/** The way from the input of a graph to its end, along the one chain that a plain network is. */
export class Walk {
  private value: string;
  private readonly walked = new Set<NodeMessage>();
  private readonly layers: PlainLayer[] = [];
  private linear: Linear | undefined;
  private affine: Affine | undefined;
  private isRow: boolean;
  private isLogarithm = false;
  private labelled = false;
  /** Batch norm that no layer precedes: the next one takes it in. */
  private pending: Affine | undefined;
  /** A residual connection whose branch is being walked: where it ends, and how many layers there were before. */
  private branch: { readonly add: NodeMessage; readonly layers: number } | undefined;
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
    for (let next = this.graph.consumers(this.value); next.length > 0; next = this.graph.consumers(this.value)) {
      if (this.passLabels(next)) break;
      this.step(next);
    }
    const left = this.graph.nodes.find((node) => !this.walked.has(node));
    if (left) throw this.graph.refusal(left, 'it is not on the way from the input to the outputs');
    if (this.pending || this.branch) throw this.mistake('a dense layer after its last norm', 'none');
    if (!this.labelled && !this.graph.message.output.some(({ name }) => name === this.value)) {
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
    if (consumers.length > MOST_TAKERS) throw this.graph.refusal(node, `${consumers.length} operators take one value`);
    const taken =
      this.flatten(consumers) ||
      (!other &&
        (this.endBranch(node) ||
          this.pass(node) ||
          this.enterLayer(node) ||
          this.addBias(node) ||
          this.normalize(node) ||
          this.rescale(node)));
    if (!taken) this.activate(consumers);
  }

  /** Over nodes that make one row of each sample: Flatten, or Reshape to a shape that the file holds or computes. */
  private flatten(consumers: readonly NodeMessage[]): boolean {
    const found = rowOf(this.graph, consumers, this.value, this.sides ?? []);
    if (!found) return false;
    const { node, nodes, columns } = found;
    if (this.units !== undefined && columns !== -1 && columns !== this.units) {
      throw this.graph.refusal(node, 'it mixes samples');
    }
    for (const one of nodes) this.walked.add(one);
    this.isRow = true;
    this.go([node]);
    return true;
  }

  /** Over a node that changes nothing. */
  private pass(node: NodeMessage): boolean {
    if (!isHarmless(node, this.graph)) return false;
    if (node.opType === 'Flatten') this.isRow = true;
    this.go([node]);
    return true;
  }

  private enterLayer(node: NodeMessage): boolean {
    if (node.opType !== 'Gemm' && node.opType !== 'MatMul') return false;
    if (!this.isRow) throw this.graph.refusal(node, 'its input has more than two axes: flatten it first');
    if (this.isLogarithm) throw this.graph.refusal(node, 'LogSoftmax before it is for outputs only');
    if (this.linear) this.close(activationByName('identity'));
    const linear = linearOf(node, this.value, this.graph);
    if (this.pending && this.pending.factor.length !== linear.I) {
      throw this.graph.refusal(node, `the norm before it is of ${this.pending.factor.length} columns`);
    }
    this.linear = this.pending ? foldedInto(linear, this.pending) : linear;
    this.pending = undefined;
    this.weights += this.linear.W.length;
    if (this.weights > this.most) throw this.graph.refusal(node, 'the file holds fewer numbers than its layers have');
    this.go([node]);
    return true;
  }

  private addBias(node: NodeMessage): boolean {
    const open = this.linear?.hasBias === false && !this.linear.norm;
    const constant = node.opType === 'Add' && open ? this.constantBeside(node) : undefined;
    const biased = constant && this.linear && withBias(this.linear, constant);
    if (!biased) return false;
    this.linear = biased;
    this.go([node]);
    return true;
  }

  /** Over a norm: that of the layer before it, or one that the next layer takes in. */
  private normalize(node: NodeMessage): boolean {
    const norm = normIn(node, this.units, this.graph);
    if (!norm) return false;
    if (this.linear && !this.linear.norm) this.linear = { ...this.linear, norm };
    else if (!this.linear && !this.pending && !this.branch && norm.kind === 'batch-norm') {
      const { epsilon, gain, shift, mean, variance } = norm;
      const factor = Array.from(gain, (g, k) => g / Math.sqrt(variance[k] + epsilon));
      this.pending = { factor, shift: factor.map((f, k) => shift[k] - mean[k] * f) };
    } else throw this.graph.refusal(node, 'a norm stands between a dense layer and its activation');
    this.go([node]);
    return true;
  }

  /** Into the branch of a residual connection: a layer takes the value, and so does the sum at the end. */
  private startBranch(consumers: readonly NodeMessage[]): boolean {
    const add = consumers.find(
      (node) => node.opType === 'Add' && inputsOf(node).length === 2 && !this.constantBeside(node),
    );
    const start = consumers.find((node) => node !== add);
    if (!add || !start || consumers.length !== 2 || this.branch || this.pending) return false;
    if (this.linear) this.close(activationByName('identity'));
    this.branch = { add, layers: this.layers.length };
    return this.enterLayer(start);
  }

  private endBranch(node: NodeMessage): boolean {
    if (node !== this.branch?.add) return false;
    if (this.linear) this.close(activationByName('identity'));
    const last = this.layers.pop();
    if (!last || this.layers.length !== this.branch.layers) {
      throw this.graph.refusal(node, 'a residual connection goes around one dense layer');
    }
    this.layers.push({ ...last, residual: true });
    this.branch = undefined;
    this.go([node]);
    return true;
  }

  /** Over what makes class names of the probabilities: scikit-learn's exporter ends with it. */
  private passLabels(consumers: readonly NodeMessage[]): boolean {
    const ends = ['softmax', 'sigmoid'].includes(this.layers.at(-1)?.activation.name ?? '');
    if (this.linear || !ends || !consumers.every(({ opType = '' }) => labelling.has(opType))) return false;
    for (const left = [...consumers]; left.length > 0; ) {
      const [node] = left.splice(-1);
      if (this.walked.has(node)) continue;
      if (!labelling.has(node.opType ?? '')) throw this.graph.refusal(node, 'it follows the probabilities');
      this.walked.add(node);
      for (const name of node.output) for (const one of this.graph.consumers(name)) left.push(one);
    }
    this.labelled = true;
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

  private activate(consumers: readonly NodeMessage[]): void {
    const [node, other] = consumers;
    const found = this.linear && findActivation(this.graph, this.value);
    if (found) {
      this.close(found.activation, found.slope);
      this.go(found.nodes, found.output);
    } else if (this.linear && !other && node.opType === 'LogSoftmax' && hasAttributes(node, { axis: -1 })) {
      // Its softmax gives the same probabilities: softmax(log softmax(z)) = softmax(z).
      this.close(activationByName('softmax'));
      this.go([node]);
      this.isLogarithm = true;
    } else if (!this.startBranch(consumers)) {
      throw this.graph.refusal(node, other && `${other.opType} takes the same value`);
    }
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

  private mistake(rule: string, received: string): UserError {
    return new UserError({ rule: `${this.file} must have ${rule}`, received });
  }
}
