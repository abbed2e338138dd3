import type { Values } from '../../activations/index.ts';
import type { DenseLayer } from './dense-layers.ts';
import type { Heap } from './heap.ts';
import { activationId } from './routines.ts';
import { LAYER_BYTES, type LayerRecord, writeLayer } from './struct.ts';

export const roundUp = (n: number, multiple: number): number => Math.ceil(n / multiple) * multiple;

/** Floats from one row of a layer's outputs to the next: whole cache lines, and no power of two, which caches dislike. */
export const rowFloats = (O: number): number => {
  const O16 = roundUp(O, 16);
  return O16 % 64 === 0 ? O16 + 16 : O16;
};

/** The weights, in one of two orders: rows of whole cache lines, or panels of 8 columns [O8/8][I8][8]. */
interface Order {
  readonly length: number;
  place(i: number, o: number): number;
}

interface NetworkArrays {
  readonly W: Values;
  readonly b: Values;
  readonly p: Values | undefined;
}

interface EngineArrays {
  readonly W: Float32Array;
  readonly b: Float32Array;
  readonly p: Float32Array;
}

/** A layer's arrays inside an engine's memory, and the way between them and the network's own. */
export class LayerMemory {
  readonly O8: number;
  readonly I8: number;
  /** In floats. */
  readonly stride: number;
  private readonly order: Order;
  private readonly weights: Float32Array;
  private readonly transposed: Float32Array | undefined;
  private readonly biases: Float32Array;
  private readonly slope: Float32Array;
  private readonly moments: readonly EngineArrays[];

  constructor(
    heap: Heap,
    private readonly spec: DenseLayer,
    batchSize: number,
    {
      first,
      sparse,
      keepsGradients,
      address,
    }: { first: boolean; sparse: boolean; keepsGradients: boolean; address: number },
  ) {
    const { I, O, activation, dropout } = spec;
    this.O8 = roundUp(O, 8);
    this.I8 = roundUp(I, 8);
    this.stride = rowFloats(O);
    this.order = first && sparse ? this.rows() : this.panels();
    const { length } = this.order;
    this.weights = heap.f32(length);
    this.transposed = first ? undefined : heap.f32(this.I8 * this.O8);
    this.biases = heap.f32(this.O8);
    this.slope = heap.f32(1);
    this.moments = spec.W.moments.map(() => ({ W: heap.f32(length), b: heap.f32(this.O8), p: heap.f32(1) }));

    const matrix = () => heap.reserve(batchSize * this.stride * 4);
    const z = matrix();
    const a = activation.name === 'identity' ? z : matrix();
    const [m, v] = this.moments;
    const record: LayerRecord = {
      I,
      O,
      O8: this.O8,
      I8: this.I8,
      rowStride: roundUp(this.O8, 16) * 4,
      stride: this.stride * 4,
      W: this.weights.byteOffset,
      WT: this.transposed?.byteOffset ?? 0,
      b: this.biases.byteOffset,
      p: activation.parameter ? this.slope.byteOffset : 0,
      dW: keepsGradients ? heap.reserve(length * 4) : 0,
      db: keepsGradients ? heap.reserve(this.O8 * 4) : 0,
      dp: heap.reserve(4),
      mW: m?.W.byteOffset ?? 0,
      vW: v?.W.byteOffset ?? 0,
      mb: m?.b.byteOffset ?? 0,
      vb: v?.b.byteOffset ?? 0,
      mp: m?.p.byteOffset ?? 0,
      vp: v?.p.byteOffset ?? 0,
      z,
      a,
      out: dropout > 0 ? matrix() : a,
      dz: matrix(),
      mask: dropout > 0 ? matrix() : 0,
      dpRows: activation.parameter ? heap.reserve(batchSize * 4) : 0,
      activation: activationId(activation) ?? 0,
      dropout,
    };
    writeLayer(heap, address, record);
  }

  /** Network -> engine. */
  refresh(): void {
    this.arrays().forEach(([theirs, ours]) => {
      this.take(theirs, ours);
    });
    this.transpose();
  }

  /** Engine -> network. */
  settle(): void {
    this.arrays().forEach(([theirs, ours]) => {
      this.give(ours, theirs);
    });
  }

  /** The network's arrays beside the engine's: parameters, then each of their moments. */
  private arrays(): [theirs: NetworkArrays, ours: EngineArrays][] {
    const { W, b, slope } = this.spec;
    const parameters: [NetworkArrays, EngineArrays] = [
      { W: W.values, b: b.values, p: slope?.values },
      { W: this.weights, b: this.biases, p: this.slope },
    ];
    return [
      parameters,
      ...this.moments.map((ours, k): [NetworkArrays, EngineArrays] => [
        { W: W.moments[k], b: b.moments[k], p: slope?.moments[k] },
        ours,
      ]),
    ];
  }

  private take(from: NetworkArrays, to: EngineArrays): void {
    this.eachWeight((k, place) => {
      to.W[place] = from.W[k];
    });
    to.b.set(from.b);
    if (from.p) to.p.set(from.p);
  }

  private give(from: EngineArrays, to: NetworkArrays): void {
    this.eachWeight((k, place) => {
      to.W[k] = from.W[place];
    });
    to.b.set(from.b.subarray(0, to.b.length));
    to.p?.set(from.p);
  }

  private eachWeight(visit: (k: number, place: number) => void): void {
    const { I, O } = this.spec;
    for (let i = 0; i < I; i++) for (let o = 0; o < O; o++) visit(i * O + o, this.order.place(i, o));
  }

  private transpose(): void {
    const { transposed, weights, O8 } = this;
    const { I, O } = this.spec;
    if (!transposed) return;
    for (let i = 0; i < I; i++) {
      for (let o = 0; o < O; o++) transposed[((i >> 3) * O8 + o) * 8 + (i & 7)] = weights[this.order.place(i, o)];
    }
  }

  private rows(): Order {
    const stride = roundUp(this.O8, 16);
    return { length: this.spec.I * stride, place: (i, o) => i * stride + o };
  }

  private panels(): Order {
    const { I8, O8 } = this;
    return { length: I8 * O8, place: (i, o) => ((o >> 3) * I8 + i) * 8 + (o & 7) };
  }
}

/** Room for the records of so many layers. */
export const reserveLayers = (heap: Heap, layers: number): number => heap.reserve(layers * LAYER_BYTES);
