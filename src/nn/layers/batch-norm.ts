import type { Kernels, Values } from '../../kernels/kernels.ts';
import { requireRate } from '../../util/require.ts';
import { UserError } from '../../util/user-error.ts';
import type { LayerTensor } from '../layout.ts';
import type { Layer, LayerSpec, Pass } from './layer.ts';
import { type NormSpec, requireEpsilon } from './norm.ts';

/** A layer of batch normalisation that is to be. */
export interface BatchNormSpec extends LayerSpec, NormSpec {
  readonly kind: 'batch-norm';
  /** Share of a batch's moments in the next running ones. */
  readonly momentum: number;
}

/**
 * Batch normalisation: over the batch, every unit gets mean 0 and variance 1, then a learned gain and shift.
 * Running statistics of the batches stand in for the batch's own when the network is used.
 * Source: Ioffe & Szegedy, Batch Normalization (2015); constants and running variance (unbiased) as in PyTorch.
 * @param options `epsilon`, added to the variance, default 1e-5; `momentum`, the share of a batch's moments in the next
 * running ones, default 0.1
 * @throws UserError for numbers out of range
 */
export function batchNorm({
  epsilon = 1e-5,
  momentum = 0.1,
}: {
  epsilon?: number;
  momentum?: number;
} = {}): BatchNormSpec {
  requireEpsilon(epsilon);
  requireRate('the momentum of batch norm', momentum);
  return Object.freeze<BatchNormSpec>({
    kind: 'batch-norm',
    epsilon,
    momentum,
    build: (O, { kernels, tensor }) =>
      new BatchNorm(
        kernels,
        { epsilon, momentum },
        {
          gain: tensor({ name: 'norm.gain', role: 'gain', shape: [O], initial: 1 }),
          shift: tensor({ name: 'norm.shift', role: 'shift', shape: [O] }),
          mean: tensor({ name: 'norm.mean', role: 'statistic', shape: [O] }),
          variance: tensor({ name: 'norm.variance', role: 'statistic', shape: [O], initial: 1 }),
        },
      ),
  });
}

/** y = gain (x - mean) / sqrt(variance + epsilon) + shift, with mean and variance of each unit over the batch. */
export class BatchNorm implements Layer {
  readonly kind = 'batch-norm';
  /** Of one row, every deviation from the mean is 0, and nothing could be learned. */
  readonly leastRows = 2;
  readonly I: number;
  readonly O: number;
  readonly tensors: readonly LayerTensor[];
  readonly epsilon: number;
  readonly momentum: number;
  /** [O] each. */
  readonly gain: LayerTensor;
  readonly shift: LayerTensor;
  /** Running statistics, [O] each. */
  readonly mean: LayerTensor;
  readonly variance: LayerTensor;
  out: Values;
  dout: Values;
  dx: Values;
  private x: Values;
  /** Of the last batch, [O] each. */
  private readonly batchMean: Values;
  private readonly batchVariance: Values;
  /** Whether the last pass went by the running statistics. */
  private running = true;

  constructor(
    private readonly kernels: Kernels,
    { epsilon, momentum }: Pick<BatchNormSpec, 'epsilon' | 'momentum'>,
    { gain, shift, mean, variance }: Pick<BatchNorm, 'gain' | 'shift' | 'mean' | 'variance'>,
  ) {
    [this.epsilon, this.momentum] = [epsilon, momentum];
    [this.gain, this.shift, this.mean, this.variance] = [gain, shift, mean, variance];
    this.tensors = [gain, shift, mean, variance];
    [this.O] = gain.shape;
    this.I = this.O;
    this.out = this.dout = this.dx = this.x = kernels.allocate(0);
    this.batchMean = kernels.allocate(gain.length);
    this.batchVariance = kernels.allocate(gain.length);
  }

  reserve(B: number): void {
    this.out = this.kernels.allocate(B * this.O);
    this.dx = this.kernels.allocate(B * this.O);
  }

  forward(B: number, x: Values, { mode }: Pass): Values {
    const { kernels, O, epsilon, gain, shift, batchMean, batchVariance, out } = this;
    this.x = x;
    this.running = mode === 'evaluation';
    if (!this.running) {
      requireRows(B);
      kernels.columnMoments(B, O, x, batchMean, batchVariance);
      if (mode === 'training') this.follow(B);
    }
    const [mean, variance] = this.statistics();
    kernels.batchNorm(B, O, epsilon, x, mean, variance, gain.values, shift.values, out);
    return out;
  }

  backward(B: number, dout: Values): Values {
    const { kernels, O, epsilon, x, gain, shift, dx, running } = this;
    const [mean, variance] = this.statistics();
    this.dout = dout;
    const [dgain, dshift] = [gain.gradients, shift.gradients];
    kernels.batchNormGradient(B, O, epsilon, x, mean, variance, running, gain.values, dout, dx, dgain, dshift);
    return dx;
  }

  /** Those that the last pass went by. */
  private statistics(): readonly [Values, Values] {
    return this.running ? [this.mean.values, this.variance.values] : [this.batchMean, this.batchVariance];
  }

  /** Running statistics take in a batch; its variance without bias, divided by B - 1. */
  private follow(B: number): void {
    const { O, momentum, batchMean, batchVariance } = this;
    const [mean, variance] = [this.mean.values, this.variance.values];
    for (let o = 0; o < O; o++) {
      mean[o] += momentum * (batchMean[o] - mean[o]);
      variance[o] += momentum * ((batchVariance[o] * B) / (B - 1) - variance[o]);
    }
  }
}

/** @throws UserError for a batch of one row */
function requireRows(B: number): void {
  if (B > 1) return;
  throw new UserError({
    rule: 'batch norm needs two rows or more in a training batch: one row is its own mean, and all it says would be lost',
    received: B,
  });
}
