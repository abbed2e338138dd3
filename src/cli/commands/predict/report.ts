import { barChart } from '../../../charts/bars.ts';
import { drawImage, sideBySide } from '../../../charts/image.ts';
import { table } from '../../../charts/table.ts';
import { paint, type Terminal, wordsOf } from '../../../charts/terminal.ts';
import { blockWidth } from '../../../charts/text.ts';
import { plain } from '../../../util/plain.ts';
import type { Words } from '../../../words/index.ts';
import { pictureNote } from '../../../words/picture-notes.ts';
import { mistakeText } from '../../output/mistakes.ts';
import type { Answer } from './answer.ts';
import type { Failure, Seen } from './seen.ts';

/** A picture that the network has looked at. */
export interface Predicted extends Seen {
  /** [O] outputs of the head: probabilities for softmax heads. */
  readonly probabilities: readonly number[];
  readonly answer: Answer;
}

/** Pictures up to so many are drawn; more are a table. */
const DRAWN = 4;
const WIDEST_BARS = 40;
const GAP = 3;

/** Each picture as the network saw it, beside its probabilities; or a table, for a folder and for many. */
export function predictReport(
  images: readonly (Predicted | Failure)[],
  asTable: boolean,
  terminal: Terminal,
  classNames?: readonly string[],
): string {
  const names: ClassName = (k) => (classNames ? plain(classNames[k] ?? String(k), 40) : String(k));
  if (asTable || images.length > DRAWN) return listed(images, names, classNames !== undefined, terminal);
  return images
    .map((one) => ('error' in one ? failed(one, wordsOf(terminal)) : drawn(one, names, terminal)))
    .join('\n\n');
}

/** What a class is called. */
type ClassName = (k: number) => string;

function nameOf({ file, image }: Pick<Predicted, 'file' | 'image'>, { prediction }: Words): string {
  const name = file === '-' ? prediction.standardInput : plain(file, 200);
  return image === null ? name : `${name} #${image}`;
}

function failed(one: Failure, words: Words): string {
  return `${nameOf(one, words)}\n${plain(mistakeText(one.error), 300)}`;
}

function drawn(one: Predicted, name: ClassName, terminal: Terminal): string {
  const { width, height, shape, pixels, probabilities } = one;
  const words = wordsOf(terminal);
  const { prediction, figures } = words;
  const picture = drawImage(pixels, shape, terminal);
  const room = terminal.columns - blockWidth(picture) - GAP;
  const bars = probabilities.map((share, k) => ({ label: name(k), share, value: figures.percent(share) }));
  // Beside the picture, if that leaves bars in which something can be seen; else below it.
  const barWidth = Math.min(WIDEST_BARS, room >= 20 ? room : terminal.columns);
  const { bold } = paint(terminal);
  return [
    prediction.picture({ name: nameOf(one, words), width, height, treatment: treatmentOf(one) }),
    sideBySide([picture, barChart(bars, barWidth, terminal)], GAP, terminal),
    bold(sentenceOf(one, name, words)),
    ...one.notes.map((note) => prediction.note(pictureNote(note, words))),
  ].join('\n');
}

function treatmentOf({ inverted, unchanged }: Predicted): 'unchanged' | 'inverted' | 'light-on-dark' {
  if (unchanged) return 'unchanged';
  return inverted ? 'inverted' : 'light-on-dark';
}

/** `4 (97.20 %)`, or `unsure: 4 or 9 (48.10 %, 44.02 %)`. */
function sentenceOf({ answer, probabilities }: Predicted, name: ClassName, { prediction }: Words): string {
  const { unsure, candidates } = answer;
  if (!unsure) return prediction.answer({ ...answer, digit: name(answer.digit) });
  return prediction.unsure(candidates.map((k) => ({ digit: name(k), probability: probabilities[k] })));
}

function listed(
  images: readonly (Predicted | Failure)[],
  name: ClassName,
  areNamed: boolean,
  terminal: Terminal,
): string {
  const words = wordsOf(terminal);
  const { prediction, figures } = words;
  const { columns } = prediction;
  const rows = images.map((one) => {
    if ('error' in one) return [nameOf(one, words), '-', '', plain(mistakeText(one.error), 300)];
    const { answer, inverted, notes } = one;
    const rivals = answer.unsure ? [prediction.rivals(answer.candidates.map(name))] : [];
    const told = notes.map((note) => pictureNote(note, words));
    const remarks = [...rivals, ...(inverted ? [prediction.inverted] : []), ...told];
    return [nameOf(one, words), name(answer.digit), figures.percent(answer.probability), remarks.join('; ')];
  });
  return table(
    [columns.image, areNamed ? columns.class : columns.digit, columns.probability, columns.notes],
    rows,
    { align: ['left', 'right', 'right', 'left'] },
    terminal,
  );
}
