import type { Activation, Values } from '../activations/index.ts';

/** Class numbers, one per row of the batch. */
export type Labels = Uint16Array;

/** Output activation and loss as one object; fused where fusing is what makes them stable. nn/heads holds them. */
export interface Head<Name extends string = string> {
  readonly name: Name;
  readonly formula: string;
  readonly source: string;
  /** What makes outputs[B][O] of logits[B][O]: probabilities, for all heads but identity's. */
  readonly activation: Activation;
  /** losses[B]: each row's own loss. */
  losses(B: number, O: number, logits: Values, outputs: Values, labels: Labels, losses: Values): void;
  /** dlogits[B][O] of the mean loss. */
  backward(B: number, O: number, logits: Values, outputs: Values, labels: Labels, dlogits: Values): void;
}

/** The rule by which gradients change parameters, as one loop over flat arrays. nn/optimizers holds them. */
export interface Optimizer<Name extends string = string> {
  readonly name: Name;
  readonly formula: string;
  readonly source: string;
  /** Arrays it keeps beside the parameters, by name, each as long as they are. */
  readonly moments: readonly string[];
  /** The learning rate that suits MNIST when none is given. */
  readonly defaultLearningRate: number;
  /** The numbers of its rule, in order, as they may follow its name: `rmsprop:0.9,1e-7`. */
  readonly constants: readonly Constant[];
  /** Changes parameters[n] and moments in place. */
  update(step: OptimizerStep, n: number, parameters: Values, gradients: Values, moments: readonly Values[]): void;
}

/** A number of an optimizer's rule. */
export interface Constant {
  readonly name: string;
  readonly value: number;
}

/** The numbers an optimizer's step depends on. */
export interface OptimizerStep {
  /** 1 for the first step. */
  readonly t: number;
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** Values of the optimizer's constants, in their order. */
  readonly constants: readonly number[];
}
