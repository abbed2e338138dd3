import { barChart } from '../../../charts/bars.ts';
import { percent } from '../../../charts/format.ts';
import { drawImage, sideBySide } from '../../../charts/image.ts';
import { table } from '../../../charts/table.ts';
import { paint, type Terminal } from '../../../charts/terminal.ts';
import { blockWidth } from '../../../charts/text.ts';
import { plain } from '../../../util/plain.ts';
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
export function predictReport(images: readonly (Predicted | Failure)[], asTable: boolean, terminal: Terminal): string {
  if (asTable || images.length > DRAWN) return listed(images, terminal);
  return images.map((one) => ('error' in one ? failed(one) : drawn(one, terminal))).join('\n\n');
}

const nameOf = ({ file, image }: Pick<Predicted, 'file' | 'image'>) =>
  (file === '-' ? 'standard input' : plain(file, 200)) + (image === null ? '' : ` #${image}`);

function failed(one: Failure): string {
  return `${nameOf(one)}\n${plain(one.error.message, 300)}`;
}

function drawn(one: Predicted, terminal: Terminal): string {
  const { width, height, shape, pixels, probabilities } = one;
  const picture = drawImage(pixels, shape, terminal);
  const room = terminal.columns - blockWidth(picture) - GAP;
  const bars = probabilities.map((share, k) => ({ label: String(k), share, value: percent(share) }));
  // Beside the picture, if that leaves bars in which something can be seen; else below it.
  const barWidth = Math.min(WIDEST_BARS, room >= 20 ? room : terminal.columns);
  const { bold } = paint(terminal);
  return [
    `${nameOf(one)}, ${width} x ${height} pixels${treatmentOf(one)}`,
    sideBySide([picture, barChart(bars, barWidth, terminal)], GAP, terminal),
    bold(sentenceOf(one)),
    ...one.notes.map((note) => `note: ${note}`),
  ].join('\n');
}

function treatmentOf({ inverted, unchanged }: Predicted): string {
  if (unchanged) return ', taken as it is';
  return inverted ? ', dark on light: inverted' : ', light on dark';
}

/** `4 (97.20 %)`, or `unsure: 4 or 9 (48.10 %, 44.02 %)`. */
function sentenceOf({ answer, probabilities }: Predicted): string {
  const { digit, probability, unsure, candidates } = answer;
  if (!unsure) return `${digit} (${percent(probability)})`;
  return `unsure: ${candidates.join(' or ')} (${candidates.map((k) => percent(probabilities[k])).join(', ')})`;
}

function listed(images: readonly (Predicted | Failure)[], terminal: Terminal): string {
  const rows = images.map((one) => {
    if ('error' in one) return [nameOf(one), '-', '', plain(one.error.message, 300)];
    const { answer, inverted, notes } = one;
    const rivals = answer.unsure ? [`unsure: ${answer.candidates.join(' or ')}`] : [];
    const remarks = [...rivals, ...(inverted ? ['inverted'] : []), ...notes];
    return [nameOf(one), String(answer.digit), percent(answer.probability), remarks.join('; ')];
  });
  return table(
    ['image', 'digit', 'probability', 'notes'],
    rows,
    { align: ['left', 'right', 'right', 'left'] },
    terminal,
  );
}
