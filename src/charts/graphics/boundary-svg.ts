import type { Boundary } from '../../training/boundary.ts';
import { plain } from '../../util/plain.ts';
import type { Words } from '../../words/index.ts';
import { significant } from '../../words/numbers.ts';
import { shapes } from './palette.ts';
import { inks } from './theme.ts';

/** The plot and its surroundings, in pixels. */
const [WIDE, HIGH, LEFT, TOP, BOTTOM] = [560, 420, 64, 44, 64];
const MARK = 4.2;

/**
 * The plane as a network of two inputs divides it, as an SVG picture: regions in light colours with a line between them,
 * samples as marks that differ in shape. It holds nothing but shapes and text.
 */
export function boundarySvg(boundary: Boundary, { plots }: Pick<Words, 'plots'>): string {
  const { x, y, classes, classNames, inputs, samples } = boundary;
  const { background, ink, quiet, series } = inks.light;
  const colour = (k: number) => series[k % series.length];
  const name = (k: number) => escaped(plain(classNames?.[k] ?? String(k), 24));
  const at = (k: number): [number, number] => [
    LEFT + ((samples.values[2 * k] - x[0]) / (x[1] - x[0])) * WIDE,
    TOP + (1 - (samples.values[2 * k + 1] - y[0]) / (y[1] - y[0])) * HIGH,
  ];
  const marks = Array.from({ length: samples.count }, (_, k) => mark(samples.labels[k], ...at(k)));
  const legend = Array.from({ length: classes }, (_, k) => {
    const left = LEFT + k * 110;
    return `${mark(k, left + 6, TOP + HIGH + 48)}<text x="${left + 18}" y="${TOP + HIGH + 52}">${name(k)}</text>`;
  });
  const title = escaped(plots.boundary({ samples: samples.count }));
  const [across, up] = inputs.map((one) => escaped(plain(one, 40)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDE + 24} ${TOP + HIGH + BOTTOM}" role="img" aria-label="${title}" font-family="Atkinson Hyperlegible, system-ui, sans-serif" font-size="13" fill="${ink}">
<title>${title}</title>
<rect width="100%" height="100%" fill="${background}"/>
<text x="${LEFT}" y="24" font-size="15">${title}</text>
${regions(boundary, colour)}
<path d="${edges(boundary)}" stroke="${ink}" stroke-width="1.5" fill="none"/>
${marks.join('\n')}
<rect x="${LEFT}" y="${TOP}" width="${WIDE}" height="${HIGH}" fill="none" stroke="${quiet}"/>
<g fill="${quiet}">
<text x="${LEFT}" y="${TOP + HIGH + 18}">${significant(x[0])}</text>
<text x="${LEFT + WIDE}" y="${TOP + HIGH + 18}" text-anchor="end">${significant(x[1])}</text>
<text x="${LEFT + WIDE / 2}" y="${TOP + HIGH + 18}" text-anchor="middle">${across}</text>
<text x="${LEFT - 6}" y="${TOP + 12}" text-anchor="end">${significant(y[1])}</text>
<text x="${LEFT - 6}" y="${TOP + HIGH}" text-anchor="end">${significant(y[0])}</text>
<text x="${LEFT - 6}" y="${TOP + HIGH / 2}" text-anchor="end">${up}</text>
</g>
${legend.join('\n')}
</svg>
`;

  function mark(label: number, left: number, top: number): string {
    const place = `translate(${left.toFixed(1)},${top.toFixed(1)}) scale(${MARK})`;
    return `<path transform="${place}" d="${shapes[label % shapes.length]}" fill="${colour(label)}" stroke="${background}" stroke-width="0.2"/>`;
  }
}

/** One rectangle for each stretch of a row with the same answer. */
function regions({ columns, rows, answers }: Boundary, colour: (k: number) => string): string {
  const [w, h] = [WIDE / columns, HIGH / rows];
  const paths = new Map<number, string[]>();
  for (let row = 0; row < rows; row++) {
    for (let from = 0; from < columns; ) {
      const answer = answers[row * columns + from];
      let to = from + 1;
      while (to < columns && answers[row * columns + to] === answer) to++;
      const parts = paths.get(answer) ?? [];
      paths.set(answer, parts);
      parts.push(
        `M${(LEFT + from * w).toFixed(2)},${(TOP + row * h).toFixed(2)}h${((to - from) * w).toFixed(2)}v${h.toFixed(2)}h${((from - to) * w).toFixed(2)}z`,
      );
      from = to;
    }
  }
  return [...paths]
    .map(([k, parts]) => `<path d="${parts.join('')}" fill="${colour(k)}" fill-opacity="0.22"/>`)
    .join('\n');
}

/** The sides of cells whose neighbour is answered otherwise. */
function edges({ columns, rows, answers }: Boundary): string {
  const [w, h] = [WIDE / columns, HIGH / rows];
  const parts: string[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = answers[row * columns + column];
      const [left, top] = [LEFT + (column + 1) * w, TOP + (row + 1) * h];
      if (column + 1 < columns && answers[row * columns + column + 1] !== here) {
        parts.push(`M${left.toFixed(2)},${(top - h).toFixed(2)}v${h.toFixed(2)}`);
      }
      if (row + 1 < rows && answers[(row + 1) * columns + column] !== here) {
        parts.push(`M${(left - w).toFixed(2)},${top.toFixed(2)}h${w.toFixed(2)}`);
      }
    }
  }
  return parts.join('');
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
