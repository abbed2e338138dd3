import type { Boundary } from '../training/boundary.ts';
import { largest } from '../util/any-length.ts';
import { plain } from '../util/plain.ts';
import { significant } from '../words/numbers.ts';
import { inColourOf, markOf } from './raster.ts';
import { paint, type Terminal, wordsOf } from './terminal.ts';
import { clip, padStart, textWidth } from './text.ts';

/** Shades of regions, class by class, as samples have marks: shape tells, colour only helps. */
const SHADES = { unicode: [...' ░▒▓▚╱'], ascii: [..." .:-',"] } as const;

const WIDEST = 64;
/** Cells of a terminal are about twice as high as they are wide. */
const ASPECT = 0.42;

/** The grid that a decision boundary is drawn on in this terminal. */
export function boundaryGrid({ columns }: Terminal): { columns: number; rows: number } {
  const wide = Math.max(16, Math.min(WIDEST, columns - 10));
  return { columns: wide, rows: Math.round(wide * ASPECT) };
}

/** The plane as the network divides it, with the samples of the test set in it, and what signs and shades stand for. */
export function boundaryChart(boundary: Boundary, terminal: Terminal): string {
  const { x, y, columns, rows, answers, classes, classNames, inputs, samples } = boundary;
  const colours = paint(terminal);
  const { plots } = wordsOf(terminal);
  const shades = SHADES[terminal.unicode ? 'unicode' : 'ascii'];
  // With more classes than shades, some share one; their marks still differ.
  const shade = (k: number) => shades[k % shades.length];
  const tint = (k: number, text: string) => inColourOf(k, text, terminal);
  const cells = Array.from(answers, (k) => (shade(k) === ' ' ? ' ' : colours.dim(tint(k, shade(k)))));
  for (let k = 0; k < samples.count; k++) {
    const column = Math.floor(((samples.values[2 * k] - x[0]) / (x[1] - x[0])) * columns);
    const row = Math.floor((1 - (samples.values[2 * k + 1] - y[0]) / (y[1] - y[0])) * rows);
    if (cells[row * columns + column] === undefined) continue;
    const label = samples.labels[k];
    cells[row * columns + column] = colours.bold(tint(label, markOf(label, terminal)));
  }
  const ends = [significant(y[1]), significant(y[0])];
  const side = largest(ends.map(textWidth));
  const wall = terminal.unicode ? ['│', '└', '─'] : ['|', '+', '-'];
  const lines = Array.from({ length: rows }, (_, row) => {
    const tick = row === 0 ? ends[0] : row === rows - 1 ? ends[1] : '';
    return `${padStart(tick, side)} ${wall[0]}${cells.slice(row * columns, (row + 1) * columns).join('')}`;
  });
  const [least, most] = x.map(significant);
  const [across, up] = inputs.map((name) => plain(name, 20));
  const gap = Math.max(1, columns - textWidth(least) - textWidth(most));
  const middle = gap > textWidth(across) + 2 ? across : '';
  const before = Math.floor((gap - textWidth(middle)) / 2);
  const axis = `${least}${' '.repeat(before)}${middle}${' '.repeat(gap - before - textWidth(middle))}${most}`;
  const name = (k: number) => plain(classNames?.[k] ?? String(k), 20);
  const legend = Array.from(
    { length: classes },
    (_, k) => `${tint(k, markOf(k, terminal))} ${name(k)} [${shade(k).repeat(2)}]`,
  );
  return [
    clip(plots.boundary({ samples: samples.count }), terminal.columns),
    '',
    padStart(up, side),
    ...lines,
    `${' '.repeat(side + 1)}${wall[1]}${wall[2].repeat(columns)}`,
    `${' '.repeat(side + 2)}${axis}`,
    `  ${legend.join('   ')}`,
  ].join('\n');
}
