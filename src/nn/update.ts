import type { Optimizer, OptimizerStep, Values } from '../kernels/kernels.ts';
import { addPenalties, clipGradients, type Penalties } from './gradient-rules.ts';
import { type Layout, viewOf } from './layout.ts';
import type { Network } from './network.ts';
import { optimizerByName } from './optimizers/index.ts';
import { penaltiesByRole } from './penalties.ts';

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
  private readonly ranges: readonly DecayRange[];

  constructor(
    private readonly network: Network,
    { optimizer = 'sgd', momentum = 0.9, weightDecay = 0, clipNorm = 0, l1 = 0, l2 = 0 }: UpdateOptions = {},
  ) {
    this.optimizer = typeof optimizer === 'string' ? optimizerByName(optimizer) : optimizer;
    this.moments = this.optimizer.moments.map(() => network.kernels.allocate(network.layout.length));
    this.momentum = momentum;
    this.ranges = rangesByDecay(network.layout);
    this.weightDecay = weightDecay;
    this.clipNorm = clipNorm;
    this.penalties = { l1, l2 };
  }

  /** Gives the memory of its moments back to the engine; no step may follow. */
  dispose(): void {
    for (const moment of this.moments) this.network.kernels.release?.(moment);
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
    const { kernels } = network;
    addPenalties(network, this.penalties);
    if (this.clipNorm > 0) clipGradients(network, this.clipNorm);
    const step = this.next(learningRate);
    for (const { decays, ...range } of this.ranges) {
      const [parameters, gradients, ...own] = [network.parameters, network.gradients, ...moments].map((flat) =>
        viewOf(range, flat),
      );
      const weightDecay = decays ? step.weightDecay : 0;
      kernels.step(optimizer, { ...step, weightDecay }, range.length, parameters, gradients, own);
    }
  }
}

/** A part of the flat buffers, and whether weight decay acts on it. */
interface DecayRange {
  readonly offset: number;
  readonly length: number;
  readonly decays: boolean;
}

/** The flat buffers in as few parts as the roles of their tensors allow. */
function rangesByDecay({ tensors }: Layout): readonly DecayRange[] {
  const ranges: DecayRange[] = [];
  for (const { role, offset, length } of tensors) {
    const decays = penaltiesByRole[role].weightDecay;
    const last = ranges.at(-1);
    if (last?.decays === decays) ranges[ranges.length - 1] = { ...last, length: last.length + length };
    else ranges.push({ offset, length, decays });
  }
  return ranges;
}
