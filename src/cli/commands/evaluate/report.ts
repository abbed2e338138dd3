import { confusionMatrix, confusionText, topConfusions } from '../../../charts/confusion-matrix.ts';
import { captioned, drawImage, sideBySide } from '../../../charts/image.ts';
import { table } from '../../../charts/table.ts';
import { type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { Dataset } from '../../../dataset/dataset.ts';
import type { ClassScore } from '../../../training/confusion.ts';
import { count } from '../../../words/numbers.ts';

/** How one sample was judged. */
export interface Judgement {
  /** Its place in the data set, from 0. */
  sample: number;
  label: number;
  predicted: number;
  /** The output of the predicted class. */
  confidence: number;
  loss: number;
}

/** What `evaluate --json` prints. */
export interface EvaluateResult {
  run: string;
  data: string;
  samples: number;
  loss: number;
  accuracy: number;
  classes: ClassScore[];
  confusion: number[][];
  /** The worst-classified samples, greatest loss first. */
  worst: Judgement[];
}

/** Accuracy, per-class figures, confusion matrix and the worst samples. */
export function evaluateReport(result: EvaluateResult, data: Dataset, terminal: Terminal): string {
  const { run, samples, loss, accuracy, classes, confusion, worst } = result;
  const names = classes.map(({ class: name }) => String(name));
  const wrong = samples - Math.round(accuracy * samples);
  const { evaluation, terms, figures } = wordsOf(terminal);
  const { percent } = figures;
  const { columns } = evaluation;
  const confusions = topConfusions(confusion, 3).map((one) => confusionText(one, names, terminal));
  return [
    evaluation.summary({ run, data: data.name, samples, accuracy, wrong, loss }),
    table(
      [columns.class, terms.samples, columns.precision, columns.recall, columns.f1],
      classes.map(({ class: name, samples: n, precision, recall, f1 }) => {
        return [String(name), count(n), percent(precision), percent(recall), percent(f1)];
      }),
      { align: ['right', 'right', 'right', 'right', 'right'] },
      terminal,
    ),
    `${evaluation.matrix}\n${confusionMatrix(confusion, names, terminal)}`,
    ...(confusions.length > 0 ? [evaluation.mostConfused(confusions)] : []),
    ...(worst.length > 0 ? [worstSamples(worst, data, terminal)] : []),
  ].join('\n\n');
}

function worstSamples(worst: readonly Judgement[], { shape, features, values }: Dataset, terminal: Terminal): string {
  const { evaluation } = wordsOf(terminal);
  if (!shape || !(values instanceof Uint8Array)) {
    return [evaluation.worst, ...worst.map((one) => `  ${evaluation.judgement(one)}`)].join('\n');
  }
  const blocks = worst.map((one) => {
    const pixels = values.subarray(one.sample * features, (one.sample + 1) * features);
    return captioned(drawImage(pixels, shape, terminal), evaluation.judgement(one), terminal);
  });
  return `${evaluation.worst}\n\n${sideBySide(blocks, 2, terminal)}`;
}
