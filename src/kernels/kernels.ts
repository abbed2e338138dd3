/// <reference lib="esnext.disposable" preserve="true" />

import type { Activation, Values } from '../activations/index.ts';
import type { RandomStream } from '../util/random.ts';
import type { Program, ProgramSpec } from './program.ts';
import type { Head, Labels, Optimizer, OptimizerStep } from './rules.ts';

export type { Values } from '../activations/index.ts';
export type { Head, Labels, Optimizer, OptimizerStep } from './rules.ts';

/**
 * Every array computation that a network needs, on flat row-major matrices.
 *
 * Shape letters, the same everywhere:
 *   B  rows in the batch
 *   I  inputs of a layer (fan-in)
 *   O  outputs of a layer (units; classes in the last one)
 * A gradient is named `d` + what it is the gradient of: dW is dL/dW, dz is dL/dz.
 * Weights are W[I][O], so that z[B][O] = x[B][I] W[I][O] + b[O].
 *
 * Arrays may be longer than B, I, O say: only the named part is read or written. Outputs are overwritten, not added to.
 * Activations, heads and optimizers carry their own textbook formulas; an engine that has no routine of its own for
 * one of them falls back on the object's. All engines pass one conformance suite, test/kernels/conformance.ts.
 */
export interface Kernels {
  /** Name of the engine: `reference`, `wasm`. */
  readonly name: string;
  /** Which of its builds runs, for the run's config: the last bits may depend on it. */
  readonly flavour: string;
  /** Precision of its arrays. */
  readonly precision: 'float64' | 'float32';

  /**
   * A new array of zeros in the engine's own precision and memory.
   * @throws UserError where the engine's memory does not hold it: 4 GiB on the fast engine
   */
  allocate(length: number): Values;
  /** Takes an array back that allocate() gave, for others. It must no longer be used. */
  release?(values: Values): void;
  /**
   * Gives all memory back, for the next engine of this thread: JavaScript does so by itself, but much later. Networks and
   * arrays that were made with the engine must no longer be used; the engine itself refuses.
   */
  dispose?(): void;
  /** The same, for `using`. */
  [Symbol.dispose]?(): void;

  /** z[B][O] = x[B][I] W[I][O] + b[O] */
  affine(B: number, I: number, O: number, x: Values, W: Values, b: Values, z: Values): void;
  /** dW[I][O] = transposed x[B][I] times dz[B][O] */
  weightGradient(B: number, I: number, O: number, x: Values, dz: Values, dW: Values): void;
  /** db[O] = the sum of dz[B][O] over its rows */
  biasGradient(B: number, O: number, dz: Values, db: Values): void;
  /** dx[B][I] = dz[B][O] times transposed W[I][O] */
  inputGradient(B: number, I: number, O: number, dz: Values, W: Values, dx: Values): void;

  /** a[B][O] = f(z[B][O]); `p[1]` holds the learned number of an activation that has one */
  activate(activation: Activation, B: number, O: number, z: Values, p: Values, a: Values): void;
  /** dz[B][O] from da[B][O], and dp[1] = dL/dp of a learned number; da and dz may be one array */
  activationGradient(
    activation: Activation,
    B: number,
    O: number,
    z: Values,
    a: Values,
    p: Values,
    da: Values,
    dz: Values,
    dp: Values,
  ): void;

  /** mask[n]: 0 with probability `rate`, else 1 / (1 - rate), so that the mean of what passes stays */
  dropoutMask(n: number, rate: number, random: RandomStream, mask: Values): void;
  /** out[n] = left[n] * right[n]; out may be either of them */
  multiply(n: number, left: Values, right: Values, out: Values): void;

  /** out[n] = left[n] + right[n]; out may be either of them */
  add(n: number, left: Values, right: Values, out: Values): void;

  /** mean[O] and variance[O] of each column of x[B][O]; the sum of squared deviations is divided by B */
  columnMoments(B: number, O: number, x: Values, mean: Values, variance: Values): void;
  /** mean[B] and variance[B] of each row of x[B][O]; the sum of squared deviations is divided by O */
  rowMoments(B: number, O: number, x: Values, mean: Values, variance: Values): void;
  /** y[B][O] = gain[O] x^ + shift[O], with x^ = (x - mean[O]) / sqrt(variance[O] + epsilon) */
  batchNorm(
    B: number,
    O: number,
    epsilon: number,
    x: Values,
    mean: Values,
    variance: Values,
    gain: Values,
    shift: Values,
    y: Values,
  ): void;
  /**
   * dx[B][O], dgain[O] and dshift[O] of batchNorm from dy[B][O].
   * @param constant whether mean and variance are given numbers (running statistics), and not those of x
   */
  batchNormGradient(
    B: number,
    O: number,
    epsilon: number,
    x: Values,
    mean: Values,
    variance: Values,
    constant: boolean,
    gain: Values,
    dy: Values,
    dx: Values,
    dgain: Values,
    dshift: Values,
  ): void;
  /** y[B][O] = gain[O] x^ + shift[O], with x^ = (x - mean[B]) / sqrt(variance[B] + epsilon) */
  layerNorm(
    B: number,
    O: number,
    epsilon: number,
    x: Values,
    mean: Values,
    variance: Values,
    gain: Values,
    shift: Values,
    y: Values,
  ): void;
  /** dx[B][O], dgain[O] and dshift[O] of layerNorm from dy[B][O], with mean and variance those of x */
  layerNormGradient(
    B: number,
    O: number,
    epsilon: number,
    x: Values,
    mean: Values,
    variance: Values,
    gain: Values,
    dy: Values,
    dx: Values,
    dgain: Values,
    dshift: Values,
  ): void;

  /** outputs[B][O] of the head from logits[B][O] */
  headOutputs(head: Head, B: number, O: number, logits: Values, outputs: Values): void;
  /** losses[B]: the loss of each row */
  headLosses(head: Head, B: number, O: number, logits: Values, outputs: Values, labels: Labels, losses: Values): void;
  /** dlogits[B][O] of the mean loss over the B rows */
  headBackward(
    head: Head,
    B: number,
    O: number,
    logits: Values,
    outputs: Values,
    labels: Labels,
    dlogits: Values,
  ): void;

  /** The Euclidean norm of values[n] */
  norm(n: number, values: Values): number;
  /** values[n] *= factor */
  scale(n: number, factor: number, values: Values): void;
  /** gradient[n] += l2 * weights[n] + l1 * sign(weights[n]) */
  addPenalty(n: number, l1: number, l2: number, weights: Values, gradient: Values): void;
  /** One step of the optimizer over n parameters; see {@link Optimizer} */
  step(
    optimizer: Optimizer,
    step: OptimizerStep,
    n: number,
    parameters: Values,
    gradients: Values,
    moments: readonly Values[],
  ): void;

  /** What keeps a training of these from the engine's full speed; undefined where nothing does. */
  slowedBy?(parts: TrainingParts): Slowdown | undefined;

  /**
   * A whole training, where the engine can run it without coming back after every step; undefined where it has no routine
   * for its optimizer.
   * @throws Error where threads cannot be started
   */
  compile?(spec: ProgramSpec): Promise<Program | undefined>;
}

/** What of a training may be of the user's own. */
export interface TrainingParts {
  readonly activations: readonly Activation[];
  readonly head: Head;
  readonly optimizer: Optimizer;
}

/**
 * A part of a training for which an engine has no routine, so that it runs as JavaScript: an activation or a head ties the
 * training to one thread, with an optimizer it goes step by step.
 */
export interface Slowdown {
  readonly part: 'activation' | 'head' | 'optimizer';
  readonly name: string;
}
