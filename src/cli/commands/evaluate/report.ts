import { confusionMatrix, confusionText, topConfusions } from '../../../charts/confusion-matrix.ts';
import { captioned, drawImage, sideBySide } from '../../../charts/image.ts';
import { table } from '../../../charts/table.ts';
import { type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { Dataset } from '../../../dataset/dataset.ts';
import type { Scale } from '../../../dataset/scale.ts';
import { shadesIn } from '../../../dataset/scale-choice.ts';
import type { ClassScore } from '../../../training/confusion.ts';
import { plain } from '../../../util/plain.ts';
import { count } from '../../../words/numbers.ts';
import type { ToldNote } from '../../../words/reading.ts';

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
  /** How values became inputs. */
  scale: Scale;
  /** What was noticed about the data, with sentences. */
  notes: ToldNote[];
  /** Names of the classes, where they have any. */
  classNames?: readonly string[];
  classes: ClassScore[];
  confusion: number[][];
  /** The worst-classified samples, greatest loss first. */
  worst: Judgement[];
}

/** Accuracy, per-class figures, confusion matrix and the worst samples. */
export function evaluateReport(result: EvaluateResult, data: Dataset, terminal: Terminal): string {
  const { run, samples, loss, accuracy, classes, confusion, worst } = result;
  const names = classes.map(({ class: k }) => className(data, k));
  const wrong = samples - Math.round(accuracy * samples);
  const { evaluation, terms, figures } = wordsOf(terminal);
  const { percent } = figures;
  const { columns } = evaluation;
  const confusions = topConfusions(confusion, 3).map((one) => confusionText(one, names, terminal));
  return [
    evaluation.summary({ run, data: data.name, samples, accuracy, wrong, loss }),
    table(
      [columns.class, terms.samples, columns.precision, columns.recall, columns.f1],
      classes.map(({ samples: n, precision, recall, f1 }, k) => {
        return [names[k], count(n), percent(precision), percent(recall), percent(f1)];
      }),
      { align: [data.classNames ? 'left' : 'right', 'right', 'right', 'right', 'right'] },
      terminal,
    ),
    `${evaluation.matrix}\n${confusionMatrix(confusion, names, terminal)}`,
    ...(confusions.length > 0 ? [evaluation.mostConfused(confusions)] : []),
    ...(worst.length > 0 ? [worstSamples(worst, data, terminal)] : []),
  ].join('\n\n');
}

/** The name of a class, or its number. */
function className({ classNames }: Dataset, k: number): string {
  return classNames ? plain(classNames[k] ?? String(k), 40) : String(k);
}

function worstSamples(worst: readonly Judgement[], data: Dataset, terminal: Terminal): string {
  const { evaluation } = wordsOf(terminal);
  const { shape, features, values } = data;
  const caption = ({ label, predicted, ...one }: Judgement) =>
    evaluation.judgement({ ...one, label: className(data, label), predicted: className(data, predicted) });
  const shades = shape && shadesIn(data);
  if (!shape || !shades) {
    return [evaluation.worst, ...worst.map((one) => `  ${caption(one)}`)].join('\n');
  }
  const [black, white] = shades;
  const blocks = worst.map((one) => {
    const pixels = Uint8Array.from(
      values.subarray(one.sample * features, (one.sample + 1) * features),
      (value) => ((value - black) / (white - black)) * 255,
    );
    return captioned(drawImage(pixels, shape, terminal), caption(one), terminal);
  });
  return `${evaluation.worst}\n\n${sideBySide(blocks, 2, terminal)}`;
}
