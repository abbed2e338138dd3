import { largest } from '../util/any-length.ts';
import { paint, type Terminal, wordsOf } from './terminal.ts';
import { clip, ellipsis, padEnd, padStart, showable, textWidth, wrap } from './text.ts';

/** How often samples of one class were taken for another. */
export interface Confusion {
  readonly truth: number;
  readonly predicted: number;
  readonly times: number;
}

/** Columns for the name of a class, at most. */
const WIDEST_NAME = 12;
/** Confusions listed where the matrix does not fit. */
const LISTED = 10;

/** The `n` most frequent confusions, the most frequent first; equal ones in the order of the matrix. */
export function topConfusions(matrix: readonly (readonly number[])[], n: number): Confusion[] {
  return matrix
    .flatMap((row, truth) => row.map((times, predicted) => ({ truth, predicted, times })))
    .filter(({ truth, predicted, times }) => truth !== predicted && times > 0)
    .sort((a, b) => b.times - a.times)
    .slice(0, n);
}

/** `true 4 read as 9: 12 times`. */
export function confusionText(
  { truth, predicted, times }: Confusion,
  classNames: readonly string[],
  terminal: Terminal,
): string {
  const name = (k: number) => classNames[k] ?? String(k);
  return wordsOf(terminal).evaluation.confusion({ truth: name(truth), predicted: name(predicted), times });
}

/**
 * Counts of samples, rows by true class, columns by predicted class. Right answers, on the diagonal, stand in brackets
 * (or after a star, where room is short), zeros are dots. Where it does not fit the terminal at all, the most frequent
 * confusions are listed instead.
 * @param matrix [true class][predicted class]
 */
export function confusionMatrix(
  matrix: readonly (readonly number[])[],
  classNames: readonly string[],
  terminal: Terminal,
): string {
  const names = matrix.map((_, k) =>
    clip(showable(classNames[k] ?? String(k), terminal), WIDEST_NAME, ellipsis(terminal)),
  );
  const side = largest(names.map(textWidth), 4);
  const number = largest(
    matrix.map((row) => String(largest(row)).length),
    1,
  );
  // The names stand over the columns too; a space keeps neighbours apart.
  const name = largest(names.map(textWidth), 1);
  const roomy = Math.max(number + 2, name + 1);
  const tight = Math.max(number, name) + 1;
  const bracketed = { width: roomy, side, brackets: true };
  const starred = { width: tight, side: name, brackets: false };
  const layout = [bracketed, starred].find((one) => one.side + one.width * matrix.length <= terminal.columns);
  return layout ? grid(matrix, names, layout, terminal) : list(matrix, classNames, terminal);
}

interface Layout {
  /** Columns for one count, and for the names on the left. */
  readonly width: number;
  readonly side: number;
  readonly brackets: boolean;
}

function grid(
  matrix: readonly (readonly number[])[],
  names: readonly string[],
  { width, side, brackets }: Layout,
  terminal: Terminal,
): string {
  const { bold, dim, green } = paint(terminal);
  // A bracket closes after the number, so all else ends one column earlier.
  const cell = (text: string) => (brackets ? `${padStart(text, width - 1)} ` : padStart(text, width));
  const count = (times: number, right: boolean) => {
    if (right) return bold(green(padStart(brackets ? `[${times}]` : `*${times}`, width)));
    return times === 0 ? dim(cell(terminal.unicode ? '·' : '.')) : cell(String(times));
  };
  const { matrixAxes, trueClass } = wordsOf(terminal).evaluation;
  const head = padEnd(brackets ? trueClass : '', side) + names.map(cell).join('');
  const rows = matrix.map((row, truth) => {
    return bold(padEnd(names[truth], side)) + row.map((times, predicted) => count(times, truth === predicted)).join('');
  });
  const over = clip(`${' '.repeat(brackets ? side + 1 : 0)}${matrixAxes}`, terminal.columns);
  return [dim(over), bold(head.trimEnd()), ...rows].join('\n');
}

function list(matrix: readonly (readonly number[])[], classNames: readonly string[], terminal: Terminal): string {
  const { bold } = paint(terminal);
  const all = matrix.flat().reduce((sum, times) => sum + times, 0);
  const right = matrix.reduce((sum, row, k) => sum + row[k], 0);
  const confusions = topConfusions(matrix, LISTED).map((one) => confusionText(one, classNames, terminal));
  const title = wordsOf(terminal).evaluation.rightOf({ right, all });
  return [
    ...wrap(title, terminal.columns).map(bold),
    ...confusions.flatMap((line) => wrap(showable(line, terminal), terminal.columns)),
  ].join('\n');
}
