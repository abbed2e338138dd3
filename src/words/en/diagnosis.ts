import type { GradientFacts, SpreadFacts, VanishingFacts } from '../../training/diagnosis/rules/depth.ts';
import type { HighRateFacts } from '../../training/diagnosis/rules/learning-rate.ts';
import { digits, oneIn, percents } from '../numbers.ts';
import type { DiagnosisPhrases } from '../phrases/diagnosis.ts';
import { sentences } from '../sentences.ts';
import type { Spelling } from '../spelling.ts';
import { courseFindings } from './findings-course.ts';
import { dataFindings } from './findings-data.ts';
import { adviceIn } from './remedies.ts';

/** What a diagnosis says, in English. */
export function diagnosis(spelling: Spelling): DiagnosisPhrases {
  const advice = adviceIn(spelling);
  const { list, tryThem } = advice;
  return {
    title: 'Diagnosis',
    severities: { problem: 'problem', warning: 'warning', note: 'note' },
    healthy:
      'Nothing stands out: gradients, units, learning rate and fit look healthy, and accuracy is near what the data allow.',
    source: (source) => `source: ${source}`,
    findings: {
      ...dataFindings(advice),
      ...courseFindings(advice),
      'vanishing-gradient': (facts) =>
        facts.over
          ? {
              text: `Before training, layer 1 received ${part(facts)}; by its end that is over.`,
              advice: `To start sooner, try ${list(facts.remedies)}.`,
            }
          : {
              text: sentences(`Layer 1 receives ${part(facts)}.`, causeOf(facts)),
              advice: tryThem(facts.remedies),
            },
      'exploding-gradient': (facts) => ({
        text: facts.over
          ? `Before training, layer 1 received ${multiple(facts)}; by its end that is over.`
          : `Layer 1 receives ${multiple(facts)}.`,
        advice: tryThem(facts.remedies),
      }),
      'variance-collapse': (facts) => ({
        text: facts.over
          ? `Before training, ${spread(facts)}; by its end that is over.`
          : `The signal fades: ${spread(facts)}.`,
        advice: tryThem(facts.remedies),
      }),
      saturation: ({ layer, share, activation, early, growth, remedies }) => ({
        text: sentences(
          early
            ? `${percents(share)} % of the values of layer ${layer} sit where ${activation} is flat, and did so before training.`
            : `${percents(share)} % of the values of layer ${layer} sit where ${activation} is flat.`,
          grown(growth),
        ),
        advice: tryThem(remedies),
      }),
      'dead-units': ({ layer, dead, units, growth, remedies }) => ({
        text: sentences(
          `${percents(dead / units)} % of the units of layer ${layer} (${dead} of ${units}) are dead: no sample of the probe batch sends a gradient through them.`,
          grown(growth),
        ),
        advice: tryThem(remedies),
      }),
      'learning-rate-too-high': (facts) => ({ text: tooHigh(facts), advice: tryThem(facts.remedies) }),
      'learning-rate-too-low': ({ ratio, remedies }) => ({
        text: `No update changed a layer by more than ${percents(ratio)} % of its size, of those that were looked at; about 0.1 % is healthy.`,
        advice: tryThem(remedies),
      }),
      'chance-level': ({ epochs, accuracy, chance, remedies }) => ({
        text: `After ${epochs === 1 ? 'one epoch' : `${epochs} epochs`}, ${percents(accuracy)} % of the training samples are right; guessing gives ${percents(chance)} %.`,
        advice: `See the other findings for the cause; if there is none, try ${list(remedies)}.`,
      }),
      'over-fitting': ({ set, epoch, best, rise, trainThen, trainNow, remedies }) => ({
        text: `The ${set} loss was best in epoch ${epoch} (${digits(best)}) and is now at least ${percents(rise)} % above that, while the training loss fell from ${digits(trainThen)} to ${digits(trainNow)}.`,
        advice: tryThem(remedies),
      }),
    },
  };
}

/** '1/340 of the gradient of layer 5 (0.23x per layer)' */
const part = ({ total, perLayer, last }: GradientFacts): string =>
  `${total === 0 ? 'none' : oneIn(total)} of the gradient of layer ${last} (${digits(perLayer)}x per layer)`;

/** '82 times the gradient of layer 5 (3.0x per layer)' */
const multiple = ({ total, perLayer, last }: GradientFacts): string =>
  `${digits(total)} times the gradient of layer ${last} (${digits(perLayer)}x per layer)`;

const spread = ({ firstSpread, lastSpread, last }: SpreadFacts): string =>
  `outputs spread by ${digits(firstSpread)} in layer 1 and by ${digits(lastSpread)} in layer ${last} (standard deviations)`;

function causeOf({ cause, activation }: VanishingFacts): string | null {
  if (cause === null) return null;
  return cause.kind === 'flat'
    ? `Up to ${percents(cause.share)} % of a layer's values sit where ${activation} is flat.`
    : `The slope of ${activation} is nowhere above ${digits(cause.steepest)}; each layer multiplies by it, and by its weights.`;
}

function tooHigh(facts: HighRateFacts): string {
  switch (facts.sign) {
    case 'lost':
      return `The loss was lost at step ${facts.step}${facts.lr === null ? '' : `, at a learning rate of ${facts.lr}`}.`;
    case 'update':
      return `The last update changed layer ${facts.layer} by ${percents(facts.ratio)} % of its size; about 0.1 % is healthy.`;
    case 'rise':
      return `The training loss rises: ${digits(facts.first)} in the first epoch, ${digits(facts.last)} in the last.`;
  }
}

const grown = (growth: number | null): string | null =>
  growth === null ? null : `Its weights have grown to ${digits(growth)} times their size.`;
