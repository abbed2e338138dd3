import { hiddenOf } from '../../probes/attenuation.ts';
import type { Evidence, LayerFigures } from '../evidence.ts';
import type { Remedy } from '../remedy.ts';
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
  find(evidence, { share, grave, byNature }): Sighting<SaturationFacts> | undefined {
    const { activation, flatAtRest, probes } = evidence;
    const worst = worstLayer(evidence, ({ saturated }) => saturated);
    if (!worst || !(worst.saturated >= share) || flatAtRest === null || flatAtRest >= byNature) return undefined;
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
          early ? { kind: 'smaller-weights', init: 'auto' } : { kind: 'lower-rate', lr: null },
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
  find(evidence, { share, grave }): Sighting<DeadUnitsFacts> | undefined {
    const worst = worstLayer(evidence, ({ dead }) => dead);
    if (!worst || !(worst.dead >= share)) return undefined;
    const better: Remedy[] = evidence.init === 'he-normal' ? [] : [{ kind: 'settings', values: { init: 'he-normal' } }];
    return {
      severity: worst.dead >= grave ? 'problem' : 'warning',
      facts: {
        layer: worst.layer,
        dead: Math.round(worst.dead * worst.units),
        units: worst.units,
        growth: growth(evidence.probes[0].layers[worst.layer - 1], worst),
        remedies: [{ kind: 'lower-rate', lr: null }, { kind: 'activation', name: 'leaky-relu' }, ...better],
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
