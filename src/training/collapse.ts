import { type Guessing, wayOf } from './guessing.ts';
import { hiddenOf } from './probes/attenuation.ts';
import type { HeadProbe, LayerProbe } from './probes/figures.ts';

/** What of a probe tells a collapse. */
type Probed = {
  readonly step: number;
  readonly layers: readonly Pick<
    LayerProbe,
    'layer' | 'units' | 'hidden' | 'dead' | 'saturated' | 'weightNorm' | 'head'
  >[];
};

/** A network that answers the same whatever it is asked, since its units were driven out of their range. */
export interface Collapse {
  /** How it shows: a hidden layer without a live unit, one at the flat ends, or answers worse than any guess. */
  readonly sign: 'dead' | 'flat' | 'wild';
  /** The layer, counted from 1. */
  readonly layer: number;
  /** Loss on the probe batch, and the least that guessing gives. */
  readonly loss: number;
  readonly guessLoss: number;
  /** Classes that are ever answered. */
  readonly answered: number;
}

const thresholds = {
  /** A loss of this much of what guessing gives is no better than guessing. */
  guessing: 0.97,
  /** So many times the loss of guessing is confidently wrong. */
  wild: 1.5,
  /** Share of a layer's units that are dead, or of its values at a flat end. */
  out: 0.95,
  /** Weights have grown to so many times their size since the start: no plateau of an untrained network does that. */
  growth: 1.5,
  /** Less than that of the way from guessing to perfect is answered rightly. */
  way: 0.2,
};

/**
 * Whether the updates have driven a network to where it no longer learns: its loss is no better than guessing, and a
 * layer is dead or at its flat ends, or the loss is far above guessing and weights have grown. A deep logistic network on
 * its first plateau is none of that: its loss is that of guessing, but its weights are as they were.
 * @param start the first probe; a layer that was out from the beginning is no work of the updates
 * @param guess what guessing comes to in the training set
 */
export function collapseOf(start: Probed, now: Probed, guess: Guessing): Collapse | null {
  const last = now.layers[now.layers.length - 1];
  const head: HeadProbe | undefined = last?.head;
  const { loss: guessLoss } = guess;
  if (!head || guessLoss === null || now.step === 0 || start.step !== 0) return null;
  const { loss, answered } = head;
  if (loss < thresholds.guessing * guessLoss || wayOf(head.accuracy, guess.accuracy) >= thresholds.way) return null;
  const before = (layer: number) => start.layers[layer - 1];
  const outOf = (share: 'dead' | 'saturated') =>
    hiddenOf(now.layers).find((one) => one[share] >= thresholds.out && before(one.layer)[share] < thresholds.out);
  const grown = now.layers.find(
    ({ layer, weightNorm }) => !(weightNorm < thresholds.growth * before(layer).weightNorm),
  );
  const dead = outOf('dead');
  if (dead) return { sign: 'dead', layer: dead.layer, loss, guessLoss, answered };
  const flat = grown && outOf('saturated');
  if (flat) return { sign: 'flat', layer: flat.layer, loss, guessLoss, answered };
  if (grown && loss >= thresholds.wild * guessLoss)
    return { sign: 'wild', layer: grown.layer, loss, guessLoss, answered };
  return null;
}
