import type { Activation, Values } from '../activations/index.ts';
import type { RandomStream } from '../util/random.ts';
import type { Head, Labels, Optimizer, OptimizerStep } from './rules.ts';

/** Parameters of a layer, or moments of them: W[I][O], b[O], and p[1] or p[0]. */
export interface LayerArrays {
  readonly W: Values;
  readonly b: Values;
  readonly p: Values;
}

/** Samples at rest, before scaling. */
export interface ProgramData {
  readonly count: number;
  readonly features: number;
  /** [count][features] */
  readonly values: Uint8Array | Float64Array;
  /** [count] */
  readonly labels: Labels;
  /** Writes one sample's scaled inputs: features numbers from values[from] on to target[to] on. */
  readonly scaleRow: (values: ArrayLike<number>, from: number, target: Values, to: number) => void;
  /** [256] what each byte becomes, where values are bytes that all scale alike. */
  readonly table: ArrayLike<number> | undefined;
}

/** All that a training is, for an engine that can run many of its steps in one go. */
export interface ProgramSpec {
  readonly layers: readonly {
    readonly I: number;
    readonly O: number;
    readonly activation: Activation;
    readonly dropout: number;
    readonly parameters: LayerArrays;
    /** One for each of the optimizer's moments. */
    readonly moments: readonly LayerArrays[];
  }[];
  readonly head: Head;
  readonly optimizer: Optimizer;
  readonly l1: number;
  readonly l2: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  readonly batchSize: number;
  readonly data: ProgramData;
  /** Draws dropout masks. */
  readonly dropout: RandomStream;
  readonly threads: number;
}

/** What a step found: the mean loss of its batch before the update, and how many rows were classified rightly. */
export interface StepReport {
  readonly loss: number;
  readonly right: number;
}

/** Outputs of an evaluation, per sample. */
export interface ProgramEvaluation {
  /** [count][O] */
  readonly outputs: Float32Array;
  /** [count] */
  readonly losses: Float32Array;
}

/** A training inside an engine: the same numbers as step by step, to the engine's rounding, but many steps at a time. */
export interface Program {
  /** Threads that work on it. Results do not depend on their number. */
  readonly threads: number;
  /** The order of the samples from now on, of which the first `samples` are used. */
  startEpoch(order: Uint32Array, samples: number): void;
  /**
   * Steps first, first + 1, ... of the epoch, one for each element of `steps`. Where a loss is not finite, its report
   * is the last and its update is not made.
   */
  run(first: number, steps: readonly OptimizerStep[]): Promise<StepReport[]>;
  /** Forward only, over another data set of the same features. */
  evaluate(data: ProgramData): Promise<ProgramEvaluation>;
  /** Brings parameters and moments back into the arrays of the spec. */
  settle(): void;
  /** Takes parameters and moments from the arrays of the spec, as at the beginning. */
  refresh(): void;
  /** Ends its threads. */
  close(): void;
}
