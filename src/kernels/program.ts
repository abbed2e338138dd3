import type { Activation, Values } from '../activations/index.ts';
import type { RandomStream } from '../util/random.ts';
import type { Head, Labels, Optimizer, OptimizerStep } from './rules.ts';

/** What a tensor is for: penalties and exports go by it. A statistic is kept, not trained. */
export type Role = 'weight' | 'bias' | 'slope' | 'gain' | 'shift' | 'statistic';

/** Parameters of one kind, and an array of the same length for each of the optimizer's moments. */
export interface ParameterArrays {
  readonly role: Role;
  readonly values: Values;
  readonly moments: readonly Values[];
}

/**
 * One step of the way from inputs to logits, on rows of the batch; B rows, I inputs, O outputs.
 *
 *   linear      y[B][O] = x[B][I] W[I][O] + b[O]
 *   activation  y = f(x), with a learned number `slope` where the activation has one
 *   dropout     y = x * mask in training, where a share `rate` of the mask is 0 and the rest 1 / (1 - rate); else y = x
 *   batch-norm  y = gain (x - mean) / sqrt(variance + epsilon) + shift, per column: mean and biased variance of the batch
 *               in training, running ones in evaluation. running += momentum (batch's - running), of the unbiased variance
 *   layer-norm  the same per row, by the mean and the biased variance of the row
 *   add         y = x + the output of the instruction `from`; -1 means the inputs
 */
export type Instruction =
  | {
      readonly kind: 'linear';
      readonly I: number;
      readonly O: number;
      readonly W: ParameterArrays;
      readonly b: ParameterArrays;
    }
  | {
      readonly kind: 'activation';
      readonly O: number;
      readonly activation: Activation;
      readonly slope?: ParameterArrays;
    }
  | { readonly kind: 'dropout'; readonly O: number; readonly rate: number }
  | {
      readonly kind: 'batch-norm';
      readonly O: number;
      readonly epsilon: number;
      readonly momentum: number;
      readonly gain: ParameterArrays;
      readonly shift: ParameterArrays;
      /** [O] running statistics, which the program takes and brings back like parameters. */
      readonly mean: Values;
      readonly variance: Values;
    }
  | {
      readonly kind: 'layer-norm';
      readonly O: number;
      readonly epsilon: number;
      readonly gain: ParameterArrays;
      readonly shift: ParameterArrays;
    }
  | { readonly kind: 'add'; readonly O: number; readonly from: number };

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
  /** In forward order; the last one's outputs are the logits. */
  readonly instructions: readonly Instruction[];
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
  /** Most steps that one run() takes. */
  readonly longestRun: number;
  /** The order of the samples from now on, of which the first `samples` are used. */
  startEpoch(order: Uint32Array, samples: number): void;
  /**
   * Steps first, first + 1, ... of the epoch, one for each element of `steps`. Where a loss is not finite, its report
   * is the last and its update is not made.
   */
  run(first: number, steps: readonly OptimizerStep[]): Promise<StepReport[]>;
  /** Forward only, over another data set of the same features. */
  evaluate(data: ProgramData): Promise<ProgramEvaluation>;
  /** Brings parameters, moments and statistics back into the arrays of the spec. */
  settle(): void;
  /** Takes parameters, moments and statistics from the arrays of the spec, as at the beginning. */
  refresh(): void;
  /** Ends its threads, and gives its memory back: what evaluate() gave must no longer be read. */
  close(): void;
}
