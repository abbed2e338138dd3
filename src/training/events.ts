import type { Divergence, Halving, Setback } from './divergence.ts';
import type { EpochMetrics } from './metrics.ts';
import type { Probe } from './probes/figures.ts';
import type { TrainingState } from './state.ts';

/**
 * What a training tells, in order: steps and epochs, then how it ended. Where it is probed, the first probe comes before
 * all steps, the others right after the event of their step or, at the end of an epoch, of that epoch. A checkpoint
 * comes last of all that belongs to its moment.
 */
export type TrainingEvent =
  | {
      readonly type: 'step';
      readonly epoch: number;
      readonly step: number;
      /** Steps in an epoch. */
      readonly stepsPerEpoch: number;
      readonly lr: number;
      /** Mean loss of the batch before its update. */
      readonly loss: number;
    }
  | ({ readonly type: 'probe' } & Probe)
  | ({ readonly type: 'epoch' } & EpochMetrics)
  /** All that it takes to go on from here, where checkpoints are asked for. */
  | { readonly type: 'checkpoint'; readonly state: TrainingState }
  /** The training diverged or collapsed, and goes on from its last checkpoint: what it told since then no longer counts. */
  | ({ readonly type: 'halved'; readonly divergence: Setback } & Halving)
  | ({ readonly type: 'diverged' } & Divergence)
  | {
      readonly type: 'stopped';
      readonly reason: 'early-stopping' | 'interrupted';
      readonly epoch: number;
      readonly step: number;
    }
  | { readonly type: 'finished'; readonly epoch: number; readonly step: number };

/** The last event of a training. */
export type EndEvent = Extract<TrainingEvent, { type: 'diverged' | 'stopped' | 'finished' }>;

/** An event's figures alone. */
export function withoutType<T extends { type: string }>({ type: _, ...rest }: T): Omit<T, 'type'> {
  return rest;
}
