import type { Collapse } from '../../training/collapse.ts';
import type { DurationFacts } from '../../training/diagnosis/rules/duration.ts';
import type { Doubt } from '../../training/diagnosis/rules/unsettled.ts';
import { count, digits, percents } from '../numbers.ts';
import type { FindingPhrases } from '../phrases/diagnosis.ts';
import { sentences } from '../sentences.ts';
import type { Advice } from './remedies.ts';

type CourseRule =
  | 'softmax-as-hidden'
  | 'linear-collapse'
  | 'bottleneck'
  | 'output-saturation'
  | 'residual-variance-doubling'
  | 'unlucky-init'
  | 'collapse'
  | 'too-few-updates'
  | 'still-learning'
  | 'memorised'
  | 'under-fitting'
  | 'unsettled';

/** What is said of a network's form, its start and its end, in English. */
export function courseFindings({ list, tryThem }: Advice): Pick<FindingPhrases, CourseRule> {
  return {
    'softmax-as-hidden': ({ layer, activation, units, remedies }) => ({
      text: `Layer ${layer} has ${activation} between layers: its ${units} outputs always add up to the same, about ${digits(1 / units)} for each, so that little of the signal and of the gradient gets through. It is meant for outputs.`,
      advice: tryThem(remedies),
    }),
    'linear-collapse': ({ layers, activation, all, accuracy, remedies }) => ({
      text: all
        ? sentences(
            `Without a bend between layers (${activation}), all of them together are one matrix: the network tells no more than one without hidden layers.`,
            accuracy === null ? null : `It ends at ${percents(accuracy)} %.`,
          )
        : `${layers.length === 1 ? `Layer ${layers[0]} is` : `Layers ${layers.join(', ')} are`} linear (${activation}): with the layer that follows, each is one matrix.`,
      advice: tryThem(remedies),
    }),
    bottleneck: ({ layer, units, classes, reached, allowed, remedies }) => ({
      text: sentences(
        units < classes - 1
          ? `Layer ${layer} has ${units} ${units === 1 ? 'unit' : 'units'} for ${classes} classes: to keep them apart takes ${classes - 1} or more.`
          : `Layer ${layer} has ${units === 1 ? 'one unit' : `only ${units} units`}, and all must pass through.`,
        beside(reached, allowed),
      ),
      advice: tryThem(remedies),
    }),
    'output-saturation': ({ head, passes, accuracy, remedies }) => ({
      text: `The outputs are flat where they are wrong: of their error, ${percents(passes)} % arrives at the logits, since ${head} takes the slope of the outputs with it. ${percents(accuracy)} % are right, and little more will be learned.`,
      advice: tryThem(remedies),
    }),
    'residual-variance-doubling': ({ firstSpread, lastSpread, last, perLayer, remedies }) => ({
      text: `Each residual connection adds the variance of its layer to that of its inputs: before training it grew ${digits(perLayer)}-fold with each, from a spread of ${digits(firstSpread)} in layer 1 to ${digits(lastSpread)} in layer ${last}.`,
      advice: tryThem(remedies),
    }),
    'unlucky-init': ({ layer, dead, units, bias, zero, lasts, remedies }) => ({
      text: sentences(
        zero ? `All weights of layer ${layer} began at 0: its ${units} units are alike, and stay so.` : null,
        zero
          ? null
          : `${dead} of ${units} units of layer ${layer} were dead before the first update${lasts ? '.' : '; by the end that is over.'}`,
        bias === null ? null : `Hidden biases began at ${digits(bias)}.`,
      ),
      advice: remedies.length > 0 ? tryThem(remedies) : 'Try biases that begin at 0.',
    }),
    collapse: (facts) => ({ text: collapsed(facts), advice: tryThem(facts.remedies) }),
    'too-few-updates': (facts) => ({
      text: `There were only ${counted(facts.updates, 'update')} in ${counted(facts.epochs, 'epoch')}, and the loss still falls by ${falling(facts)}: ${percents(facts.reached)} % are right so far.`,
      advice: tryThem(facts.remedies),
    }),
    'still-learning': (facts) => ({
      text: `Still learning: after ${counted(facts.updates, 'update')} the training loss falls by ${falling(facts)}; ${percents(facts.reached)} % are right so far. Whether all is well can be said when it has come to rest.`,
      advice: `To see where it ends, try ${list(facts.remedies)}.`,
    }),
    memorised: ({ trained, heldOut, set, samples, remedies }) => ({
      text: `${percents(trained)} % of the ${samples === null ? '' : `${count(samples)} `}training samples are right, but ${percents(heldOut)} % of the ${set} samples: the training set is known by heart.`,
      advice: tryThem(remedies),
    }),
    'under-fitting': ({ reached, allowed, remedies }) => ({
      text: `The loss no longer falls, at ${percents(reached)} % right; the nearest neighbour among 1,000 training samples gets ${percents(allowed)} %. Something holds the network back that no other rule names.`,
      advice: tryThem(remedies),
    }),
    unsettled: ({ doubts, reached, remedies }) => ({
      text: sentences(
        reached === null
          ? null
          : `No fault was found, but ${percents(reached)} % right is no proof that there is none.`,
        doubts.map(doubt).join(' '),
      ),
      advice: remedies.length > 0 ? tryThem(remedies) : 'To know more, try a whole training with gradlens train.',
    }),
  };
}

const counted = (n: number, what: string): string => (n === 1 ? `one ${what}` : `${count(n)} ${what}s`);

const falling = ({ perEpoch, perStep, updates, epochs }: DurationFacts): string =>
  updates <= 10 * epochs ? `${percents(perStep)} % a step` : `${percents(perEpoch)} % an epoch`;

function beside(reached: number | null, allowed: number | null): string | null {
  if (reached === null) return null;
  return allowed === null
    ? `It reached ${percents(reached)} %.`
    : `It reached ${percents(reached)} %; the nearest neighbour gets ${percents(allowed)} % on the training set.`;
}

function collapsed({ sign, layer, share, loss, guessLoss, answered }: Collapse): string {
  const how = {
    dead: `${percents(share)} % of the units of layer ${layer} have died`,
    flat: `${percents(share)} % of the values of layer ${layer} sit at its flat ends`,
    wild: `the weights of layer ${layer} have grown beyond use`,
  }[sign];
  const answers = answered === 1 ? ' It gives the same answer to all.' : '';
  return `The network has collapsed: ${how}, with a loss of ${digits(loss)}, where guessing gives ${digits(guessLoss)}.${answers} Too large updates do that.`;
}

function doubt(one: Doubt): string {
  switch (one.kind) {
    case 'no-epoch':
      return 'No epoch has ended, so nothing can be said yet.';
    case 'no-probes':
      return 'The layers were not looked at: nothing is known of gradients, units and updates.';
    case 'no-data':
      return 'The data were not looked at: whether they are sound, and what they allow, is not known.';
    case 'no-held-out':
      return 'There are no held-out samples: how it does on others is not known.';
    case 'one-epoch':
      return 'One epoch does not tell whether the loss still falls.';
    case 'below':
      return `The nearest neighbour among 1,000 training samples gets ${percents(one.allowed)} %, and this network ${percents(one.reached)} %.`;
    case 'guessing':
      return `Guessing gives ${percents(one.guess)} %: the inputs may say little of the labels.`;
    case 'gap':
      return `Training samples are right at ${percents(one.trained)} %, ${one.set} samples at ${percents(one.heldOut)} %.`;
  }
}
