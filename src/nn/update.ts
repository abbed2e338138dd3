import type { Optimizer, OptimizerStep, Values } from '../kernels/kernels.ts';
import { addPenalties, clipGradients, type Penalties } from './gradient-rules.ts';
import type { Network } from './network.ts';
import { optimizerByName } from './optimizers/index.ts';

/** How gradients become the next parameters. */
export interface UpdateOptions extends Penalties {
  /** Default `sgd`. */
  optimizer?: string | Optimizer;
  /** For momentum and nesterov. Default 0.9. */
  momentum?: number;
  /** As PyTorch's optimizers define it, on weights and biases alike. Default 0. */
  weightDecay?: number;
  /** Gradients longer than this are scaled down to it; 0 (the default) leaves them. */
  clipNorm?: number;
}

/** Turns a network's gradients into its next parameters: penalties, clipping, then the optimizer with its moments. */
export class Update {
  readonly optimizer: Optimizer;
  /** The optimizer's own arrays, each as long as the parameters. */
  readonly moments: readonly Values[];
  readonly weightDecay: number;
  readonly clipNorm: number;
  readonly penalties: Required<Penalties>;
  /** Steps taken so far. */
  steps = 0;
  private readonly momentum: number;

  constructor(
    private readonly network: Network,
    { optimizer = 'sgd', momentum = 0.9, weightDecay = 0, clipNorm = 0, l1 = 0, l2 = 0 }: UpdateOptions = {},
  ) {
    this.optimizer = typeof optimizer === 'string' ? optimizerByName(optimizer) : optimizer;
    this.moments = this.optimizer.moments.map(() => network.kernels.allocate(network.layout.length));
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.clipNorm = clipNorm;
    this.penalties = { l1, l2 };
  }

  /** Counts a step at that learning rate, and gives the numbers that the optimizer takes it by. */
  next(learningRate: number): OptimizerStep {
    this.steps++;
    const constants = this.optimizer.constants.map(({ value }) => value);
    return { t: this.steps, learningRate, momentum: this.momentum, weightDecay: this.weightDecay, constants };
  }

  /** One step at that learning rate, from the gradients that backward() left. */
  step(learningRate: number): void {
    const { network, optimizer, moments } = this;
    const { kernels, layout, parameters, gradients } = network;
    addPenalties(network, this.penalties);
    if (this.clipNorm > 0) clipGradients(network, this.clipNorm);
    kernels.step(optimizer, this.next(learningRate), layout.length, parameters, gradients, moments);
  }
}
