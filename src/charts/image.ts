import { largest } from '../util/any-length.ts';
import type { Terminal } from './terminal.ts';
import { blockWidth, centre, clip, ellipsis, padEnd, showable, wrap } from './text.ts';

const SHADES = ' ░▒▓█';
const ASCII_SHADES = ' .:-=+*#%@';
const ESCAPE = String.fromCharCode(27);

/**
 * A greyscale image as text, 0 dark and 255 light. A character is about twice as high as wide, so it stands for two
 * pixels, one above the other: half blocks in 256-colour greys where there is colour, else shades of their mean.
 * An image wider than the terminal is reduced by a whole factor.
 * @param pixels [rows][columns], row-major, 0..255
 */
export function drawImage(
  pixels: ArrayLike<number>,
  shape: readonly [rows: number, columns: number],
  terminal: Terminal,
): string {
  const { at, rows, columns } = reduced(pixels, shape, Math.max(1, Math.ceil(shape[1] / terminal.columns)));
  const lines: string[] = [];
  for (let row = 0; row < rows; row += 2) {
    let line = '';
    let before = '';
    for (let column = 0; column < columns; column++) {
      const upper = at(row, column);
      const lower = row + 1 < rows ? at(row + 1, column) : 0;
      const { colours, character } = terminal.colour
        ? twoPixels(upper, lower, terminal)
        : { colours: '', character: shade((upper + lower) / 2, terminal) };
      // Most neighbours are alike, and a code takes twenty bytes.
      line += colours === before ? character : colours + character;
      before = colours;
    }
    lines.push(terminal.colour ? `${line}${ESCAPE}[0m` : line);
  }
  return lines.join('\n');
}

function shade(value: number, terminal: Terminal): string {
  const shades = terminal.unicode ? SHADES : ASCII_SHADES;
  return shades[Math.min(shades.length - 1, Math.floor((value / 256) * shades.length))];
}

/** Two pixels in one character; where the half block cannot be shown, the background alone carries their mean. */
function twoPixels(upper: number, lower: number, terminal: Terminal): { colours: string; character: string } {
  if (!terminal.unicode) return { colours: `${ESCAPE}[48;5;${grey((upper + lower) / 2)}m`, character: ' ' };
  return { colours: `${ESCAPE}[38;5;${grey(upper)};48;5;${grey(lower)}m`, character: '▀' };
}

/** The nearest of the 256-colour palette's greys: 232..255 are 8, 18, ..., 238; 16 is black and 231 white. */
function grey(value: number): number {
  const step = Math.round((value - 8) / 10);
  if (value < 4) return 16;
  return step > 23 ? 231 : 232 + Math.max(0, step);
}

/** Means over squares of `factor` x `factor` pixels. */
function reduced(pixels: ArrayLike<number>, [rows, columns]: readonly [number, number], factor: number) {
  const at = (row: number, column: number) => {
    let sum = 0;
    let seen = 0;
    for (let r = row * factor; r < Math.min(rows, (row + 1) * factor); r++) {
      for (let c = column * factor; c < Math.min(columns, (column + 1) * factor); c++) {
        sum += Math.min(255, Math.max(0, pixels[r * columns + c] || 0));
        seen++;
      }
    }
    return sum / seen;
  };
  return { at, rows: Math.ceil(rows / factor), columns: Math.ceil(columns / factor) };
}

/** A block, e.g. an image, with a caption centred under it, in as many lines as it takes. */
export function captioned(block: string, caption: string, terminal: Terminal): string {
  const width = Math.max(1, Math.min(blockWidth(block), terminal.columns));
  const lines = wrap(showable(caption, terminal), width).map((line) => centre(line, width));
  return [block, ...lines].join('\n');
}

/**
 * Blocks of text beside each other, their tops level, in as many rows as the width asks for, an empty line between rows.
 * @param gap columns between two blocks
 */
export function sideBySide(blocks: readonly string[], gap: number, terminal: Terminal): string {
  const rows: string[][] = [];
  let room = 0;
  for (const block of blocks) {
    const width = blockWidth(block);
    if (rows.length === 0 || room < gap + width) {
      rows.push([block]);
      room = terminal.columns - width;
    } else {
      rows[rows.length - 1].push(block);
      room -= gap + width;
    }
  }
  return rows.map((row) => joined(row, gap, terminal)).join('\n\n');
}

function joined(blocks: readonly string[], gap: number, terminal: Terminal): string {
  const parts = blocks.map((block) => ({ lines: block.split('\n'), width: blockWidth(block) }));
  const height = largest(parts.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, k) => {
    const line = parts.map(({ lines, width }) => padEnd(lines[k] ?? '', width)).join(' '.repeat(gap));
    return clip(line.trimEnd(), terminal.columns, ellipsis(terminal));
  }).join('\n');
}
