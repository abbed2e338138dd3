import { hiddenOf } from '../../probes/attenuation.ts';
import type { DiagnosisFacts, LayerFigures } from '../diagnosis.ts';
import { rule } from './rule.ts';
import { digits, either, percent } from './words.ts';

/** Most values of a layer lie where the activation is flat, of one that is not flat by nature. */
export const saturation = rule({
  name: 'saturation',
  source:
    'Glorot & Bengio, Understanding the difficulty of training deep feedforward networks (2010), section 3. ' +
    'Fires at half of the values of a layer, as a problem at 80 %',
  // Rectifiers rest where they are flat: that is sparsity, and dead units are what to look for.
  thresholds: { share: 0.5, grave: 0.8, byNature: 0.1 },
  find(facts, { share, grave, byNature }) {
    const { activation, flatAtRest, probes } = facts;
    const worst = worstLayer(facts, ({ saturated }) => saturated);
    if (!worst || !(worst.saturated >= share) || flatAtRest === null || flatAtRest >= byNature) return undefined;
    const early = probes[0].layers[worst.layer - 1];
    const since = probes[0].step === 0 && early.saturated >= share ? ', and did so before training' : '';
    return {
      severity: worst.saturated >= grave ? 'problem' : 'warning',
      text: `${percent(worst.saturated)} of the values of layer ${worst.layer} sit where ${activation} is flat${since}${growth(early, worst)}.`,
      advice: `Try ${either([since ? 'smaller initial weights (--init auto)' : 'a lower learning rate', 'relu'])}.`,
    };
  },
});

/** Units that no sample sends a gradient through. */
export const deadUnits = rule({
  name: 'dead-units',
  source:
    'Maas, Hannun & Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013); Stanford CS231n, Neural ' +
    'Networks Part 1: as much as 40 % may die at too high a rate. Fires at half of that, as a problem at 40 %',
  thresholds: { share: 0.2, grave: 0.4 },
  find(facts, { share, grave }) {
    const worst = worstLayer(facts, ({ dead }) => dead);
    if (!worst || !(worst.dead >= share)) return undefined;
    const early = facts.probes[0].layers[worst.layer - 1];
    const units = Math.round(worst.dead * worst.units);
    return {
      severity: worst.dead >= grave ? 'problem' : 'warning',
      text:
        `${percent(worst.dead)} of the units of layer ${worst.layer} (${units} of ${worst.units}) are dead: ` +
        `no sample of the probe batch sends a gradient through them${growth(early, worst)}.`,
      advice: `Try ${either(['a lower learning rate', 'leaky-relu', ...(facts.init === 'he-normal' ? [] : ['--init he-normal'])])}.`,
    };
  },
});

/** The hidden layer of the last probe with the greatest figure. */
function worstLayer({ probes }: DiagnosisFacts, figure: (layer: LayerFigures) => number): LayerFigures | undefined {
  const hidden = hiddenOf(probes.at(-1)?.layers ?? []);
  return hidden.reduce<LayerFigures | undefined>(
    (worst, layer) => (worst && figure(worst) >= figure(layer) ? worst : layer),
    undefined,
  );
}

/** Weights that grew to a multiple are what too high a learning rate leaves behind. */
function growth(early: LayerFigures, late: LayerFigures): string {
  const times = late.weightNorm / early.weightNorm;
  return times >= 2 && Number.isFinite(times) ? `; its weights have grown to ${digits(times)} times their size` : '';
}
