import type { InputScaleFacts, InvertedFacts } from '../../training/diagnosis/rules/inputs.ts';
import type { ClassMissingFacts, LabelsFacts } from '../../training/diagnosis/rules/labels.ts';
import { digits, percents, ranges } from '../numbers.ts';
import type { FindingPhrases } from '../phrases/diagnosis.ts';
import { sentences } from '../sentences.ts';
import type { Advice } from './remedies.ts';

type DataRule =
  | 'input-scale'
  | 'inverted-images'
  | 'inputs-differ'
  | 'one-class-validation'
  | 'class-missing'
  | 'sorted-data-without-shuffle'
  | 'labels-do-not-match';

/** What is said of data that training cannot work with, in English. */
export function dataFindings({ tryThem }: Advice): Pick<FindingPhrases, DataRule> {
  return {
    'input-scale': (facts) => ({ text: inputScale(facts), advice: tryThem(facts.remedies) }),
    'inverted-images': (facts) => ({ text: inverted(facts), advice: tryThem(facts.remedies) }),
    'inputs-differ': ({ set, trainMean, trainDeviation, mean, deviation, remedies }) => ({
      text: `The ${set} inputs are of another kind than those trained on: mean ${digits(mean)} and deviation ${digits(deviation)}, beside ${digits(trainMean)} and ${digits(trainDeviation)}. What is measured there says little of the training.`,
      advice: tryThem(remedies),
    }),
    'one-class-validation': ({ set, class: only, share, of, remedies }) => ({
      text: `${share === 1 ? 'All' : `${percents(share)} % of the`} ${set} samples are of class ${only}, one of ${of}: the data are sorted by class, and what is measured there says nothing of the others.`,
      advice: tryThem(remedies),
    }),
    'class-missing': (facts) => ({ text: missing(facts), advice: tryThem(facts.remedies) }),
    'sorted-data-without-shuffle': ({ mixed, batchSize, remedies }) => ({
      text: `The training samples are sorted by class and taken in that order: neighbours differ in class ${digits(mixed)} times as often as by chance, so that a batch of ${batchSize} shows hardly more than one class, and what it teaches is forgotten by the next.`,
      advice: tryThem(remedies),
    }),
    'labels-do-not-match': (facts) => ({ text: labels(facts), advice: tryThem(facts.remedies) }),
  };
}

function inputScale(facts: InputScaleFacts): string {
  switch (facts.kind) {
    case 'constant':
      return 'All training samples are the same: the inputs hold nothing that could be learned from.';
    case 'empty':
      return `${(100 * facts.zeros).toFixed(1)} % of all pixels are zero, so that hardly any ink is left; of digits about 81 % are. Division by whole numbers does that.`;
    case 'large':
      return `The inputs are ${digits(facts.size)} in size (root mean square), from ${digits(facts.min)} to ${digits(facts.max)}; about 1 is healthy. Net inputs and updates grow with them.`;
    case 'small':
      return `The inputs are ${digits(facts.size)} in size (root mean square), from ${digits(facts.min)} to ${digits(facts.max)}; about 1 is healthy. Hardly anything arrives at the first layer.`;
  }
}

function inverted({ border, inside, mean, unlike }: InvertedFacts): string {
  const shown = `the border is at ${percents(border)} % of white and the rest at ${percents(inside)} %`;
  return unlike.length > 0
    ? `The training images and the ${unlike.join(' and ')} images are not alike: one is dark on light (${shown}), the other light on dark.`
    : `The images are dark on light: ${shown}, so that most inputs are large (mean ${digits(mean)}), and the ink is where they are small.`;
}

function missing({ set, classes, share }: ClassMissingFacts): string {
  const which = classes.length === 1 ? `class ${classes[0]}` : `classes ${ranges(classes)}`;
  return set === 'train'
    ? `No training sample is of ${which}, of which ${percents(share)} % of the other samples are: no answer can be right there.`
    : `No ${set} sample is of ${which}, of which ${percents(share)} % of the training samples are: how well they are told is not measured.`;
}

function labels({ set, trained, accuracy, guess, neighbourTrain, neighbour }: LabelsFacts): string {
  const guessing = `guessing gives ${percents(guess)} %`;
  if (set === 'train') {
    return `Neither this network (${percents(accuracy ?? 0)} %) nor the nearest neighbour (${percents(neighbour ?? 0)} %) tells the classes of the training samples apart; ${guessing}. The labels may belong to other samples, or the inputs say nothing of them.`;
  }
  const near =
    neighbourTrain === null || neighbour === null
      ? null
      : `The nearest neighbour, which knows nothing of networks, gets ${percents(neighbourTrain)} % and ${percents(neighbour)} %.`;
  const own =
    trained === null || accuracy === null
      ? `The ${set} labels are not those of the training set; ${guessing}.`
      : `${percents(trained)} % of the training samples are right, but ${percents(accuracy)} % of the ${set} samples; ${guessing}.`;
  return sentences(own, near, 'The labels of one of the two do not belong to its samples, or are numbered otherwise.');
}
