import { counted } from '../../util/counted.ts';
import { count, significant } from '../numbers.ts';
import type { EvaluationPhrases, PredictionPhrases } from '../phrases/evaluation.ts';
import { figures } from './figures.ts';

const { percent } = figures;

/** How well a network does on a data set, in English. */
export const evaluation: EvaluationPhrases = {
  summary: ({ run, data, samples, accuracy, wrong, loss }) =>
    `${run} on ${data}, ${counted(samples, 'sample')}\naccuracy ${percent(accuracy)} (${count(wrong)} wrong) · loss ${significant(loss)}`,
  columns: { class: 'class', precision: 'precision', recall: 'recall', f1: 'F1' },
  matrix: 'Confusion matrix',
  matrixAxes: 'predicted class, rows: true class',
  trueClass: 'true',
  confusion: ({ truth, predicted, times }) => `true ${truth} read as ${predicted}: ${counted(times, 'time')}`,
  mostConfused: (confusions) => `Most often confused: ${confusions.join(' · ')}`,
  rightOf: ({ right, all }) =>
    `${count(right)} of ${count(all)} right (${percent(all ? right / all : null)}); most frequent confusions:`,
  worst: 'Worst classified:',
  judgement: ({ sample, label, predicted, confidence }) =>
    `#${sample}: ${label} read as ${predicted} (${percent(confidence)})`,
};

/** What a network sees in pictures, in English. */
export const prediction: PredictionPhrases = {
  newestRun: (run) => `With ${run}, the newest finished run; --run takes another.`,
  leftOut: (files) => `Left out: ${counted(files, 'other file')}.`,
  standardInput: 'standard input',
  picture({ name, width, height, treatment }) {
    const how = { unchanged: 'taken as it is', inverted: 'dark on light: inverted', 'light-on-dark': 'light on dark' };
    return `${name}, ${width} x ${height} pixels, ${how[treatment]}`;
  },
  answer: ({ digit, probability }) => `${digit} (${percent(probability)})`,
  unsure: (candidates) =>
    `unsure: ${candidates.map(({ digit }) => digit).join(' or ')} (${candidates.map(({ probability }) => percent(probability)).join(', ')})`,
  note: (note) => `note: ${note}`,
  notes: {
    'on-black': () => 'light on transparent: laid on black',
    turned: ({ orientation }) => `turned upright, as its EXIF orientation ${orientation} says`,
    strengthened: () => 'thin strokes, strengthened',
    wide: () => 'wider than digits are: is it one digit?',
    dense: () => 'more ink than digits have: is it a digit?',
  },
  columns: { image: 'image', digit: 'digit', class: 'class', probability: 'probability', notes: 'notes' },
  row: 'row',
  label: 'label',
  moreRows: ({ shown, all }) =>
    `The first ${count(shown)} of ${count(all)} rows; --limit shows more, --json or --submission have them all.`,
  scored: ({ right, all }) => `${count(right)} of ${count(all)} as labelled (${percent(all ? right / all : null)})`,
  rivals: (digits) => `unsure: ${digits.join(' or ')}`,
  inverted: 'inverted',
};
