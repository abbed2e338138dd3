import { confusionMatrix, confusionText, topConfusions } from '../../../charts/confusion-matrix.ts';
import { count, percent, significant } from '../../../charts/format.ts';
import { captioned, drawImage, sideBySide } from '../../../charts/image.ts';
import { table } from '../../../charts/table.ts';
import type { Terminal } from '../../../charts/terminal.ts';
import type { Dataset } from '../../../dataset/dataset.ts';
import type { ClassScore } from '../../../training/confusion.ts';

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
  const confusions = topConfusions(confusion, 3).map((one) => confusionText(one, names));
  return [
    `${run} on ${data.name}, ${count(samples)} samples\n` +
      `accuracy ${percent(accuracy)} (${count(wrong)} wrong) · loss ${significant(loss)}`,
    table(
      ['class', 'samples', 'precision', 'recall', 'F1'],
      classes.map(({ class: name, samples: n, precision, recall, f1 }) => {
        return [String(name), count(n), percent(precision), percent(recall), percent(f1)];
      }),
      { align: ['right', 'right', 'right', 'right', 'right'] },
      terminal,
    ),
    `Confusion matrix\n${confusionMatrix(confusion, names, terminal)}`,
    ...(confusions.length > 0 ? [`Most often confused: ${confusions.join(' · ')}`] : []),
    ...(worst.length > 0 ? [worstSamples(worst, data, terminal)] : []),
  ].join('\n\n');
}

function worstSamples(worst: readonly Judgement[], { shape, features, values }: Dataset, terminal: Terminal): string {
  const caption = ({ sample, label, predicted, confidence }: Judgement) =>
    `#${sample}: ${label} read as ${predicted} (${percent(confidence)})`;
  if (!shape || !(values instanceof Uint8Array)) {
    return ['Worst classified:', ...worst.map((one) => `  ${caption(one)}`)].join('\n');
  }
  const blocks = worst.map((one) => {
    const pixels = values.subarray(one.sample * features, (one.sample + 1) * features);
    return captioned(drawImage(pixels, shape, terminal), caption(one), terminal);
  });
  return `Worst classified:\n\n${sideBySide(blocks, 2, terminal)}`;
}
