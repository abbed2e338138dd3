import type { Values } from '../kernels/kernels.ts';
import type { NetworkBuffers } from '../nn/buffers.ts';
import type { RandomState } from '../util/random.ts';
import type { Halving } from './divergence.ts';
import type { EarlyStoppingState } from './early-stopping.ts';

/** The numbers of a training's state: what JSON can say. */
export interface TrainingPosition {
  /** The epoch to go on in, from 1, and how many of its steps are made. */
  readonly epoch: number;
  readonly stepInEpoch: number;
  /** Updates made in all. */
  readonly steps: number;
  /** Over those steps of the epoch: the losses of the samples, and how many were classified rightly. */
  readonly lossSum: number;
  readonly right: number;
  /** Seconds spent in training so far, and before this epoch. */
  readonly seconds: number;
  readonly secondsBefore: number;
  readonly lastFiniteLoss: number | null;
  /** How often, and where, the learning rate was halved after a divergence. */
  readonly halvings: readonly Halving[];
  /** null without early stopping. */
  readonly earlyStopping: EarlyStoppingState | null;
  /** Random streams: `shuffle` as it was before the epoch's order was drawn (null where nothing is shuffled). */
  readonly streams: { readonly shuffle: RandomState | null; readonly dropout: RandomState };
}

/** Where a training stands between two steps: with its options, all that it takes to go on to the very same bits. */
export interface TrainingState extends TrainingPosition {
  /** Copies of the network's buffers. */
  readonly network: NetworkBuffers;
  /** One for each of the optimizer's moments. */
  readonly moments: readonly Values[];
  /** The best epoch's buffers, where early stopping may put them back; null before there is one. */
  readonly best: NetworkBuffers | null;
}
