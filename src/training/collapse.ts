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
  /** How it shows: a hidden layer of dead units, one at the flat ends, or answers worse than any guess. */
  readonly sign: 'dead' | 'flat' | 'wild';
  /** Share of the layer's units that are dead, or of its values at a flat end; 0 where that is not the sign. */
  readonly share: number;
  /** The layer, counted from 1. */
  readonly layer: number;
  /** Loss on the probe batch, and the least that guessing gives. */
  readonly loss: number;
  readonly guessLoss: number;
  /** Classes that are ever answered. */
  readonly answered: number;
}

const thresholds = {
  /** Share of a layer's units that have died: so few are left that nothing brings the loss far below guessing. */
  dead: 0.8,
  /** Most of the loss of guessing that a training with so many dead units may come down to, and be let alone. */
  learned: 0.5,
  /** A loss of this much of what guessing gives is no better than guessing. */
  guessing: 0.97,
  /** So many times the loss of guessing is confidently wrong. */
  wild: 1.5,
  /** Share of a layer's values at a flat end. */
  flat: 0.95,
  /** Weights have grown to so many times their size since the start: no plateau of an untrained network does that. */
  growth: 1.5,
  /** Less than that of the way from guessing to perfect is answered rightly. */
  way: 0.2,
};

/**
 * Whether the updates have driven a network to where it no longer learns: most units of a layer have died, and the loss
 * has come less than half of the way; or it is no better than guessing, and a layer is at its flat ends, or the loss far
 * above guessing, with weights that have grown. A deep logistic network on
 * its first plateau is none of that: its loss is that of guessing, but its weights are as they were.
 * @param start the first probe; a layer that was out from the beginning is no work of the updates
 * @param guess what guessing comes to in the training set
 */
export function collapseOf(start: Probed, now: Probed, guess: Guessing): Collapse | null {
  const last = now.layers[now.layers.length - 1];
  const head: HeadProbe | undefined = last?.head;
  const { loss: guessLoss } = guess;
  if (!head || guessLoss === null || now.step <= start.step) return null;
  const { loss, answered } = head;
  const before = (layer: number) => start.layers[layer - 1];
  const outOf = (kind: 'dead' | 'saturated', least: number) =>
    hiddenOf(now.layers).find((one) => one[kind] >= least && before(one.layer)[kind] < least);
  const shown = { loss, guessLoss, answered };
  const dead = loss >= thresholds.learned * guessLoss ? outOf('dead', thresholds.dead) : undefined;
  if (dead) return { sign: 'dead', layer: dead.layer, share: dead.dead, ...shown };
  if (loss < thresholds.guessing * guessLoss || wayOf(head.accuracy, guess.accuracy) >= thresholds.way) return null;
  const grown = now.layers.find(
    ({ layer, weightNorm }) => !(weightNorm < thresholds.growth * before(layer).weightNorm),
  );
  const flat = grown && outOf('saturated', thresholds.flat);
  if (flat) return { sign: 'flat', layer: flat.layer, share: flat.saturated, ...shown };
  return grown && loss >= thresholds.wild * guessLoss ? { sign: 'wild', layer: grown.layer, share: 0, ...shown } : null;
}
