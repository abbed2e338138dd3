import { hiddenOf } from '../../probes/attenuation.ts';
import type { Evidence, LayerFigures } from '../evidence.ts';
import { lower, type Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

/** The layer whose values lie most where the activation is flat. */
export interface SaturationFacts {
  readonly layer: number;
  readonly share: number;
  readonly activation: string;
  /** Whether it was so before training. */
  readonly early: boolean;
  /** Its weights have grown to so many times their size; null where they have not. */
  readonly growth: number | null;
  readonly remedies: readonly Remedy[];
}

/** Most values of a layer lie where the activation is flat, of one that is not flat by nature. */
export const saturation = rule({
  name: 'saturation',
  source:
    'Glorot & Bengio, Understanding the difficulty of training deep feedforward networks (2010), section 3. ' +
    'Fires at half of the values of a layer, as a problem at 80 %',
  // Rectifiers rest where they are flat: that is sparsity, and dead units are what to look for.
  thresholds: { share: 0.5, grave: 0.8, byNature: 0.1 },
  isEased: true,
  find(evidence, { share, grave, byNature }): Sighting<SaturationFacts> | undefined {
    const { activations, probes } = evidence;
    const restsElsewhere = (name: string) => (activations[name]?.flatAtRest ?? 1) < byNature;
    const worst = worstLayer(evidence, ({ saturated, activation }) => (restsElsewhere(activation) ? saturated : 0));
    if (!worst || !(worst.saturated >= share) || !restsElsewhere(worst.activation)) return undefined;
    const { activation } = worst;
    const first = probes[0].layers[worst.layer - 1];
    const early = probes[0].step === 0 && first.saturated >= share;
    return {
      severity: worst.saturated >= grave ? 'problem' : 'warning',
      facts: {
        layer: worst.layer,
        share: worst.saturated,
        activation,
        early,
        growth: growth(first, worst),
        remedies: [
          early ? { kind: 'smaller-weights', init: 'auto' } : lower(evidence),
          { kind: 'activation', name: 'relu' },
        ],
      },
    };
  },
});

/** The layer with the largest share of dead units. */
export interface DeadUnitsFacts {
  readonly layer: number;
  readonly dead: number;
  readonly units: number;
  /** Its weights have grown to so many times their size; null where they have not. */
  readonly growth: number | null;
  readonly remedies: readonly Remedy[];
}

/** Units that no sample sends a gradient through. */
export const deadUnits = rule({
  name: 'dead-units',
  source:
    'Maas, Hannun & Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013); Stanford CS231n, Neural ' +
    'Networks Part 1: as much as 40 % may die at too high a rate. Fires at half of that, as a problem at 40 %',
  thresholds: { share: 0.2, grave: 0.4 },
  isEased: true,
  find(evidence, { share, grave }): Sighting<DeadUnitsFacts> | undefined {
    const worst = worstLayer(evidence, ({ dead }) => dead);
    if (!worst || !(worst.dead >= share)) return undefined;
    const residual = evidence.settings?.residual === true;
    const better: Remedy[] = evidence.init === 'he-normal' ? [] : [{ kind: 'settings', values: { init: 'he-normal' } }];
    return {
      // Around a dead unit of a residual layer, its input still goes on.
      severity: worst.dead >= grave ? (residual ? 'warning' : 'problem') : residual ? 'note' : 'warning',
      facts: {
        layer: worst.layer,
        dead: Math.round(worst.dead * worst.units),
        units: worst.units,
        growth: growth(evidence.probes[0].layers[worst.layer - 1], worst),
        remedies: [lower(evidence), { kind: 'activation', name: 'leaky-relu' }, ...better],
      },
    };
  },
});

/** A layer that was dead before the first update. */
export interface UnluckyFacts {
  readonly layer: number;
  readonly dead: number;
  readonly units: number;
  /** What hidden biases began at, where a setting says so; else it was the draw of the weights. */
  readonly bias: number | null;
  /** Whether all its weights were 0: its units are then alike, and stay so. */
  readonly zero: boolean;
  /** Whether it is so still. */
  readonly lasts: boolean;
  readonly remedies: readonly Remedy[];
}

/** The first draw left a layer (nearly) dead: another seed may do better, wider layers surely. */
export const unluckyInit = rule({
  name: 'unlucky-init',
  source:
    'Lu, Shin, Su & Karniadakis, Dying ReLU and Initialization: Theory and Numerical Examples (2019): deep and narrow networks ' +
    'are born dead. Fires where half of the units of a layer are dead before training; or all its weights 0, which leaves its ' +
    'units alike (Goodfellow, Bengio & Courville, Deep Learning (2016), section 8.4)',
  thresholds: { share: 0.5 },
  explains: ['dead-units', 'under-fitting', 'chance-level', 'vanishing-gradient', 'variance-collapse'],
  isEased: true,
  find({ probes, settings }, { share }): Sighting<UnluckyFacts> | undefined {
    const [start, end] = [probes[0], probes.at(-1)];
    if (!start || !end || start.step !== 0) return undefined;
    const hidden = hiddenOf(start.layers);
    const zero = hidden.find(({ weightNorm }) => weightNorm === 0);
    const worst =
      zero ??
      hidden.reduce<LayerFigures | undefined>((most, one) => (most && most.dead >= one.dead ? most : one), undefined);
    if (!worst || !(zero || worst.dead >= share)) return undefined;
    const bias = settings?.initBias || null;
    const lasts = zero !== undefined || end.layers[worst.layer - 1].dead >= share;
    const seed = settings ? [{ kind: 'settings', values: { seed: settings.seed + 1 } } as const] : [];
    const luck: Remedy[] = [...seed, { kind: 'wider-layers' }, { kind: 'activation', name: 'leaky-relu' }];
    return {
      severity: lasts ? 'problem' : 'note',
      facts: {
        layer: worst.layer,
        dead: Math.round(worst.dead * worst.units),
        units: worst.units,
        bias,
        zero: zero !== undefined,
        lasts,
        remedies: zero ? [{ kind: 'settings', values: { init: 'auto' } }] : bias ? [] : luck,
      },
    };
  },
});

/** The hidden layer of the last probe with the greatest figure. */
function worstLayer({ probes }: Evidence, figure: (layer: LayerFigures) => number): LayerFigures | undefined {
  const hidden = hiddenOf(probes.at(-1)?.layers ?? []);
  return hidden.reduce<LayerFigures | undefined>(
    (worst, layer) => (worst && figure(worst) >= figure(layer) ? worst : layer),
    undefined,
  );
}

/** Weights that grew to a multiple are what too high a learning rate leaves behind. */
function growth(early: LayerFigures, late: LayerFigures): number | null {
  const times = late.weightNorm / early.weightNorm;
  return times >= 2 && Number.isFinite(times) ? times : null;
}
