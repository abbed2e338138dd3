import { largest } from '../util/any-length.ts';
import { paint, type Terminal } from './terminal.ts';
import { blockWidth, clip, ellipsis, padEnd, padStart, showable } from './text.ts';

/** One bar with its name and its value in words. */
export interface Bar {
  readonly label: string;
  /** Length, 0..1; what is outside is taken for the nearest inside. */
  readonly share: number;
  readonly value: string;
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * Horizontal bars `label bar value` below each other, values flush right. The longest is bold, where that can be shown.
 * @param width columns, at most those of the terminal
 */
export function barChart(bars: readonly Bar[], width: number, terminal: Terminal): string {
  const room = Math.min(width, terminal.columns);
  const cut = (text: string) => clip(showable(text, terminal), Math.max(1, room >> 1), ellipsis(terminal));
  const [labels, values] = [bars.map(({ label }) => cut(label)), bars.map(({ value }) => cut(value))];
  const [widest, widestValue] = [labels, values].map((texts) => largest(texts.map(blockWidth), 0));
  const length = Math.max(0, room - widest - widestValue - 2);
  const most = largest(bars.map(({ share }) => share));
  const { bold } = paint(terminal);
  return bars
    .map(({ share }, k) => {
      const drawn = padEnd(bar(Math.min(1, Math.max(0, share || 0)) * length, terminal), length);
      const line = clip(`${padStart(labels[k], widest)} ${drawn} ${padStart(values[k], widestValue)}`, room);
      return share === most ? bold(line) : line;
    })
    .join('\n');
}

/** A bar of that many columns: to an eighth of one, where there are blocks. */
function bar(length: number, terminal: Terminal): string {
  if (!terminal.unicode) return '#'.repeat(Math.round(length));
  const eighths = Math.round(length * 8);
  return '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7];
}

/** A bar of that many columns, of which a share 0..1 is filled: how far something has come. */
export function progressBar(share: number, columns: number, terminal: Terminal): string {
  const filled = Math.round(Math.min(1, Math.max(0, share || 0)) * columns);
  const [full, empty] = terminal.unicode ? ['█', '░'] : ['#', '.'];
  return full.repeat(filled) + empty.repeat(columns - filled);
}
