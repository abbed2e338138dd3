import type { OptimizerStep } from '../kernels.ts';
import type { Program, ProgramData, ProgramEvaluation, ProgramSpec, StepReport } from '../program.ts';
import { type DataAtRest, restData } from './data-at-rest.ts';
import { type DenseLayer, denseLayers } from './dense-layers.ts';
import type { Heap } from './heap.ts';
import { LayerMemory, reserveLayers, roundUp } from './layer-memory.ts';
import { activationId, headId, optimizerCoefficients, optimizerId } from './routines.ts';
import { LAYER_BYTES, makePlan, planOffset } from './struct.ts';
import { type Crew, gatherCrew, type Hire } from './threads.ts';

/** Rows of a forward pass in an evaluation. */
const EVALUATION_ROWS = 256;
/** Most steps that one call may take. */
export const LONGEST_CHUNK = 1024;

/** Whether the kernels have a routine for everything in it. */
export function hasRoutines({ instructions, head, optimizer }: ProgramSpec): boolean {
  return (
    denseLayers(instructions)?.every(({ activation }) => activationId(activation) !== undefined) === true &&
    headId(head) !== undefined &&
    optimizerId(optimizer) !== undefined
  );
}

/** A data set that was evaluated before, and what came out last. */
interface Evaluated extends ProgramEvaluation {
  readonly data: DataAtRest;
}

/** A training in the memory of an engine; assembly/program.ts does the work. */
export class WasmProgram implements Program {
  readonly threads: number;
  private readonly data: DataAtRest;
  private readonly layers: readonly LayerMemory[];
  private readonly plan: number;
  private readonly order: Uint32Array;
  /** The plan's own word for it. */
  private readonly samples: Uint32Array;
  private readonly coefficients: Float32Array;
  private readonly reports: Float64Array;
  private readonly streams: Float64Array;
  private readonly dropping: boolean;
  private readonly evaluations = new Map<ProgramData, Evaluated>();

  private constructor(
    private readonly heap: Heap,
    private readonly spec: ProgramSpec,
    private readonly denseLayers: readonly DenseLayer[],
    private readonly crew: Crew,
  ) {
    const layers = denseLayers;
    const { data, batchSize, clipNorm, l1, l2 } = spec;
    const { threads } = crew;
    this.threads = threads;
    this.data = restData(heap, data);
    const { sparse } = this.data;
    const rows = Math.max(batchSize, EVALUATION_ROWS);
    const descending = isDescending(spec);
    const firstLayer = reserveLayers(heap, layers.length);
    this.layers = layers.map((layer, k) => {
      const address = firstLayer + k * LAYER_BYTES;
      const keepsGradients = clipNorm > 0 || (k === 0 && sparse && !descending);
      return new LayerMemory(heap, layer, rows, { first: k === 0, sparse, keepsGradients, address });
    });
    this.dropping = layers.some(({ dropout }) => dropout > 0);
    this.order = heap.u32(data.count);
    this.coefficients = heap.f32(8 * LONGEST_CHUNK);
    this.reports = heap.f64(2 * LONGEST_CHUNK);
    this.streams = heap.f64(4 * threads);
    const last = this.layers[layers.length - 1];
    const x8 = roundUp(data.features, 8);
    const { lists, scratchSize } = this.scratchSizes(rows);
    // One for rows, one for inputs, one for each layer; a thread's on cache lines of their own.
    const queuesStride = roundUp((2 + layers.length) * 4, 64);
    this.plan = makePlan(heap, {
      layers: layers.length,
      firstLayer,
      head: headId(spec.head) ?? 0,
      batchSize,
      order: this.order.byteOffset,
      samples: data.count,
      labels: heap.reserve(rows * 2),
      x: sparse ? 0 : heap.reserve(rows * x8 * 4),
      xStride: x8 * 4,
      entries: sparse ? heap.reserve(rows * 8) : 0,
      outputs: heap.reserve(rows * last.stride * 4),
      losses: heap.reserve(rows * 4),
      right: heap.reserve(rows),
      optimizer: optimizerId(spec.optimizer) ?? 0,
      coefficients: this.coefficients.byteOffset,
      l1,
      l2,
      clipNorm,
      reports: this.reports.byteOffset,
      barrier: heap.reserve(8),
      queues: heap.reserve(threads * queuesStride),
      queuesStride,
      shares: this.shareInputs(),
      scratch: heap.reserve(scratchSize * threads),
      scratchSize,
      lists,
      streams: this.streams.byteOffset,
      dropping: this.dropping ? 1 : 0,
      descending: descending ? 1 : 0,
    });
    this.samples = heap.u32(1, this.plan + planOffset('samples'));
    this.refresh();
  }

  /** @throws Error where threads cannot be started */
  static async create(heap: Heap, module: WebAssembly.Module, hire: Hire, spec: ProgramSpec): Promise<WasmProgram> {
    const crew = await gatherCrew(heap.memory, module, spec.threads, hire);
    try {
      return new WasmProgram(heap, spec, denseLayers(spec.instructions) ?? [], crew);
    } catch (error) {
      crew.dismiss();
      throw error;
    }
  }

  startEpoch(order: Uint32Array, samples: number): void {
    this.order.set(order);
    this.samples.set([samples]);
  }

  async run(first: number, steps: readonly OptimizerStep[]): Promise<StepReport[]> {
    const { spec, streams, coefficients, crew, reports, plan, data } = this;
    steps.forEach((step, k) => {
      optimizerCoefficients(spec.optimizer.name, step, coefficients.subarray(8 * k, 8 * k + 8));
    });
    if (this.dropping) {
      const { s0, s1, s2, c } = spec.dropout.state();
      for (let thread = 0; thread < this.threads; thread++) streams.set([s0, s1, s2, c], 4 * thread);
    }
    const done = await crew.call('trainSteps', [plan, data.address], [first, steps.length]);
    if (this.dropping) {
      const [s0, s1, s2, c] = streams;
      spec.dropout.resume({ s0, s1, s2, c });
    }
    return Array.from({ length: done }, (_, k) => ({ loss: reports[2 * k], right: reports[2 * k + 1] }));
  }

  async evaluate(data: ProgramData): Promise<ProgramEvaluation> {
    const { heap, denseLayers, plan, crew } = this;
    const { O } = denseLayers[denseLayers.length - 1];
    const room = this.evaluations.get(data) ?? {
      data: restData(heap, data, this.data.sparse),
      outputs: heap.f32(data.count * O),
      losses: heap.f32(data.count),
    };
    this.evaluations.set(data, room);
    const { outputs, losses } = room;
    const sizes = [data.count, EVALUATION_ROWS, outputs.byteOffset, losses.byteOffset];
    await crew.call('evaluateSamples', [plan, room.data.address], sizes);
    return { outputs, losses };
  }

  settle(): void {
    for (const layer of this.layers) layer.settle();
  }

  refresh(): void {
    for (const layer of this.layers) layer.refresh();
  }

  close(): void {
    this.crew.dismiss();
  }

  /**
   * Bytes that a thread needs beside the plan: gradients of a panel and packed columns of a batch, then, where the first
   * layer is sparse, the turned entries of its inputs.
   */
  private scratchSizes(rows: number): { lists: number; scratchSize: number } {
    const { data } = this.spec;
    const panel = Math.max(512, ...this.denseLayers.map(({ I }) => roundUp(I, 8) * 32));
    const lists = roundUp(panel + rows * 32, 64);
    const turned = this.data.sparse ? (data.features + 2 + rows) * 4 + rows * this.data.most * 8 : 0;
    return { lists, scratchSize: roundUp(lists + turned, 64) };
  }

  /** Boundaries of the inputs of a sparse first layer that each thread owns, so that all have as many non-zeros. */
  private shareInputs(): number {
    const { threads, heap } = this;
    const { perInput } = this.data;
    const shares = heap.u32(threads + 1);
    const total = perInput.reduce((sum, n) => sum + n, 0);
    let [passed, thread] = [0, 1];
    for (let input = 0; input < perInput.length && thread < threads; input++) {
      passed += perInput[input];
      if (passed >= (total * thread) / threads) shares[thread++] = input + 1;
    }
    shares.fill(perInput.length, thread);
    return shares.byteOffset;
  }
}

/** Whether gradients change parameters by gradient descent and nothing else. */
const isDescending = ({ optimizer, clipNorm, l1, l2 }: ProgramSpec): boolean =>
  optimizer.name === 'sgd' && clipNorm === 0 && l1 === 0 && l2 === 0;
