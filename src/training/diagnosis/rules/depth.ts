import { largest } from '../../../util/any-length.ts';
import { hiddenOf } from '../../probes/attenuation.ts';
import type { Evidence, LayerFigures, ProbeFigures } from '../evidence.ts';
import { lower, type Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

const NIELSEN =
  'Nielsen, Neural Networks and Deep Learning (2015), chapter 5; Glorot & Bengio (2010), fig. 7. ' +
  'Fires at a tenth between the first and the last hidden layer, as a problem at a hundredth';
const PASCANU =
  'Bengio, Simard & Frasconi (1994); Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks ' +
  '(2013). Fires at ten times between the first and the last hidden layer, as a problem at a hundred';
const HE =
  'He et al., Delving Deep into Rectifiers (2015), section 2.2; Glorot & Bengio (2010), fig. 6. ' +
  'Fires at a tenth between the first and the last hidden layer';

/** How the gradient of layer 1 compares with that of the last hidden layer. */
export interface GradientFacts {
  /** The gradient of layer 1 is so many times that of the last hidden layer, and changes by this factor from layer to layer. */
  readonly total: number;
  readonly perLayer: number;
  /** The last hidden layer, counted from 1. */
  readonly last: number;
  /** Whether it was so before training only. */
  readonly over: boolean;
  readonly remedies: readonly Remedy[];
}

/** A gradient that vanishes, and why, where that is plain to see. */
export interface VanishingFacts extends GradientFacts {
  readonly activation: string;
  /** The greatest share of a layer's values that lie where the activation is flat; or its slope, small everywhere. */
  readonly cause:
    | { readonly kind: 'flat'; readonly share: number }
    | { readonly kind: 'slope'; readonly steepest: number }
    | null;
}

/** The gradient of the lower layers is a small part of that of the upper ones. */
export const vanishingGradient = rule({
  name: 'vanishing-gradient',
  source: NIELSEN,
  thresholds: { total: 0.1, grave: 0.01 },
  isEased: true,
  find(evidence, { total, grave }): Sighting<VanishingFacts> | undefined {
    const seen = seenFirstOrLast(evidence, ({ attenuation }) => (attenuation?.total ?? 1) <= total);
    if (!seen?.attenuation) return undefined;
    const { attenuation, layers, over } = seen;
    return {
      severity: over ? 'note' : attenuation.total <= grave ? 'problem' : 'warning',
      facts: {
        ...attenuation,
        last: layers.length - 1,
        over,
        activation: evidence.activation,
        cause: over ? null : causeOf(evidence, layers),
        remedies: gentler(evidence),
      },
    };
  },
});

/** The gradient grows on its way down. */
export const explodingGradient = rule({
  name: 'exploding-gradient',
  source: PASCANU,
  thresholds: { total: 10, grave: 100 },
  isEased: true,
  find(evidence, { total, grave }): Sighting<GradientFacts> | undefined {
    const seen = seenFirstOrLast(evidence, ({ attenuation }) => (attenuation?.total ?? 1) >= total);
    if (!seen?.attenuation) return undefined;
    const { attenuation, layers, over } = seen;
    return {
      severity: over ? 'note' : attenuation.total >= grave ? 'problem' : 'warning',
      facts: {
        ...attenuation,
        last: layers.length - 1,
        over,
        remedies: [...betterInit(evidence), { kind: 'settings', values: { clipNorm: 1 } }, lower(evidence)],
      },
    };
  },
});

/** How widely outputs are spread in the first and in the last hidden layer, as standard deviations. */
export interface SpreadFacts {
  readonly firstSpread: number;
  readonly lastSpread: number;
  /** The last hidden layer, counted from 1. */
  readonly last: number;
  /** Whether it was so before training only. */
  readonly over: boolean;
  readonly remedies: readonly Remedy[];
}

/** The outputs of the upper layers hardly differ any more between samples and units. */
export const varianceCollapse = rule({
  name: 'variance-collapse',
  source: HE,
  thresholds: { ratio: 0.1 },
  isEased: true,
  find(evidence, { ratio }): Sighting<SpreadFacts> | undefined {
    const share = ({ layers }: ProbeFigures) => {
      const [first, last] = ends(layers);
      return last.activationStd / first.activationStd;
    };
    const seen = seenFirstOrLast(evidence, (probe) => hiddenOf(probe.layers).length > 1 && share(probe) <= ratio);
    if (!seen) return undefined;
    const [first, last] = ends(seen.layers);
    return {
      severity: seen.over ? 'note' : 'problem',
      facts: {
        firstSpread: first.activationStd,
        lastSpread: last.activationStd,
        last: last.layer,
        over: seen.over,
        remedies: gentler(evidence),
      },
    };
  },
});

function ends(layers: readonly LayerFigures[]): [LayerFigures, LayerFigures] {
  const hidden = hiddenOf(layers);
  return [hidden[0], hidden[hidden.length - 1]];
}

/** The last probe where it shows the effect, else the first; `over` where only the first does. */
function seenFirstOrLast({ probes }: Evidence, shows: (probe: ProbeFigures) => boolean) {
  const [first, last] = [probes[0], probes.at(-1)];
  if (last && shows(last)) return { ...last, over: false };
  return first && shows(first) ? { ...first, over: true } : undefined;
}

/** Why so little of the gradient passes, where that is plain to see. */
function causeOf({ activations }: Evidence, layers: readonly LayerFigures[]): VanishingFacts['cause'] {
  const hidden = hiddenOf(layers);
  const share = largest(hidden.map(({ saturated }) => saturated));
  // The steepest of them all: where one lets everything through, the others are not all there is to it.
  const slopes = hidden.map((layer) => activations[layer.activation]?.steepest ?? null);
  const steepest = slopes.reduce((most, one) => (most === null || one === null ? null : Math.max(most, one)), 0);
  if (share >= 0.5) return { kind: 'flat', share };
  return steepest !== null && steepest < 0.9 ? { kind: 'slope', steepest } : null;
}

/** What lets more of the signal and of the gradient through than what is in force. */
function gentler(evidence: Evidence): Remedy[] {
  const known = evidence.activation === 'relu' || evidence.activation === 'tanh';
  const others: Remedy[] = known ? [] : ['relu', 'tanh'].map((name) => ({ kind: 'activation', name }));
  return [
    ...others,
    ...betterInit(evidence),
    { kind: 'fewer-layers' },
    { kind: 'settings', values: { norm: 'batch' } },
  ];
}

/** Weights that keep variances from layer to layer, where those in force do not. */
function betterInit({ activation, init }: Evidence): Remedy[] {
  if (/^(glorot|he|lecun)-|^orthogonal/.test(init)) return [];
  return [{ kind: 'settings', values: { init: activation === 'relu' ? 'he-normal' : 'glorot-uniform' } }];
}
