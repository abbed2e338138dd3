import { hiddenOf } from '../../probes/attenuation.ts';
import type { Attenuation } from '../../probes/figures.ts';
import type { DiagnosisFacts, LayerFigures, ProbeFigures } from '../diagnosis.ts';
import { rule } from './rule.ts';
import { digits, either, fraction, percent } from './words.ts';

const NIELSEN =
  'Nielsen, Neural Networks and Deep Learning (2015), chapter 5; Glorot & Bengio (2010), fig. 7. ' +
  'Fires at a tenth between the first and the last hidden layer, as a problem at a hundredth';
const PASCANU =
  'Bengio, Simard & Frasconi (1994); Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks ' +
  '(2013). Fires at ten times between the first and the last hidden layer, as a problem at a hundred';
const HE =
  'He et al., Delving Deep into Rectifiers (2015), section 2.2; Glorot & Bengio (2010), fig. 6. ' +
  'Fires at a tenth between the first and the last hidden layer';

/** The gradient of the lower layers is a small part of that of the upper ones. */
export const vanishingGradient = rule({
  name: 'vanishing-gradient',
  source: NIELSEN,
  thresholds: { total: 0.1, grave: 0.01 },
  find(facts, { total, grave }) {
    const seen = seenFirstOrLast(facts, ({ attenuation }) => (attenuation?.total ?? 1) <= total);
    if (!seen?.attenuation) return undefined;
    const { attenuation, layers, over } = seen;
    const share = shareOf(fraction(attenuation.total), attenuation, layers);
    if (over) {
      return {
        severity: 'note',
        text: `Before training, layer 1 received ${share}; by its end that is over.`,
        advice: `To start sooner, try ${either(gentler(facts))}.`,
      };
    }
    const flat = Math.max(...hiddenOf(layers).map(({ saturated }) => saturated));
    return {
      severity: attenuation.total <= grave ? 'problem' : 'warning',
      text: `Layer 1 receives ${share}${reason(facts, flat)}.`,
      advice: `Try ${either(gentler(facts))}.`,
    };
  },
});

/** The gradient grows on its way down. */
export const explodingGradient = rule({
  name: 'exploding-gradient',
  source: PASCANU,
  thresholds: { total: 10, grave: 100 },
  find(facts, { total, grave }) {
    const seen = seenFirstOrLast(facts, ({ attenuation }) => (attenuation?.total ?? 1) >= total);
    if (!seen?.attenuation) return undefined;
    const { attenuation, layers, over } = seen;
    const share = shareOf(`${digits(attenuation.total)} times`, attenuation, layers);
    return {
      severity: over ? 'note' : attenuation.total >= grave ? 'problem' : 'warning',
      text: over
        ? `Before training, layer 1 received ${share}; by its end that is over.`
        : `Layer 1 receives ${share}.`,
      advice: `Try ${either([...betterInit(facts), '--clip-norm 1', 'a lower learning rate'])}.`,
    };
  },
});

/** The outputs of the upper layers hardly differ any more between samples and units. */
export const varianceCollapse = rule({
  name: 'variance-collapse',
  source: HE,
  thresholds: { ratio: 0.1 },
  find(facts, { ratio }) {
    const share = ({ layers }: ProbeFigures) => {
      const [first, last] = ends(layers);
      return last.activationStd / first.activationStd;
    };
    const seen = seenFirstOrLast(facts, (probe) => hiddenOf(probe.layers).length > 1 && share(probe) <= ratio);
    if (!seen) return undefined;
    const [first, last] = ends(seen.layers);
    const spread =
      `outputs spread by ${digits(first.activationStd)} in layer 1 and by ${digits(last.activationStd)} ` +
      `in layer ${last.layer} (standard deviations)`;
    return {
      severity: seen.over ? 'note' : 'problem',
      text: seen.over ? `Before training, ${spread}; by its end that is over.` : `The signal fades: ${spread}.`,
      advice: `Try ${either(gentler(facts))}.`,
    };
  },
});

function ends(layers: readonly LayerFigures[]): [LayerFigures, LayerFigures] {
  const hidden = hiddenOf(layers);
  return [hidden[0], hidden[hidden.length - 1]];
}

/** '1/340 of the gradient of layer 5 (0.23x per layer)' */
function shareOf(times: string, { perLayer }: Attenuation, layers: readonly LayerFigures[]): string {
  const of = times.endsWith('times') ? '' : ' of';
  return `${times}${of} the gradient of layer ${layers.length - 1} (${digits(perLayer)}x per layer)`;
}

/** The last probe where it shows the effect, else the first; `over` where only the first does. */
function seenFirstOrLast({ probes }: DiagnosisFacts, shows: (probe: ProbeFigures) => boolean) {
  const [first, last] = [probes[0], probes.at(-1)];
  if (last && shows(last)) return { ...last, over: false };
  return first && shows(first) ? { ...first, over: true } : undefined;
}

/** Why so little of the gradient passes, where that is plain to see. */
function reason({ activation, steepest }: DiagnosisFacts, flat: number): string {
  if (flat >= 0.5) return `; up to ${percent(flat)} of a layer's values sit where ${activation} is flat`;
  return steepest !== null && steepest < 0.9
    ? `; the slope of ${activation} is nowhere above ${digits(steepest)}, and each layer multiplies by it`
    : '';
}

/** What lets more of the signal and of the gradient through than what is in force. */
function gentler(facts: DiagnosisFacts): string[] {
  const known = facts.activation === 'relu' || facts.activation === 'tanh';
  return [...(known ? [] : ['relu', 'tanh']), ...betterInit(facts), 'fewer layers'];
}

/** Weights that keep variances from layer to layer, where those in force do not. */
function betterInit({ activation, init }: DiagnosisFacts): string[] {
  if (/^(glorot|he|lecun)-|^orthogonal/.test(init)) return [];
  return [activation === 'relu' ? '--init he-normal' : '--init glorot-uniform'];
}
