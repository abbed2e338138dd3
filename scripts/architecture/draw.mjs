// Draws the floors of src as docs/floors.svg: `node scripts/architecture/draw.mjs`, or `-- --check` to see whether the
// drawing is still true. A row is a folder, the ground at the bottom; a dot says which floors below it imports from.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { floors } from './floors.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const src = resolve(root, 'src');
const target = resolve(root, 'docs/floors.svg');

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const floorOf = (file) => file.split(sep)[0];
const present = floors.filter(({ name }) => files.some((file) => floorOf(file) === name));

/** The floors that each floor imports from. */
const imported = new Map(present.map(({ name }) => [name, new Set()]));
for (const file of files) {
  const text = readFileSync(resolve(src, file), 'utf8');
  for (const [, path] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
    const to = floorOf(relative(src, resolve(src, dirname(file), path)));
    if (to !== floorOf(file)) imported.get(floorOf(file))?.add(to);
  }
}

const [ROW, TOP, NAMES, DOTS, STEP] = [30, 96, 24, 640, 22];
const width = DOTS + present.length * STEP + 24;
const height = TOP + present.length * ROW + 24;

const row = ({ name, what }, k) => {
  // The ground is the last row.
  const y = TOP + (present.length - 1 - k) * ROW;
  const dots = present.slice(0, k).map((floor, column) => {
    const x = DOTS + column * STEP;
    return imported.get(name).has(floor.name)
      ? `<circle class="dot" cx="${x}" cy="${y + 10}" r="5"/>`
      : `<circle class="none" cx="${x}" cy="${y + 10}" r="1.5"/>`;
  });
  return [
    `<line class="rule" x1="${NAMES}" x2="${width - 24}" y1="${y + ROW - 5}" y2="${y + ROW - 5}"/>`,
    `<text class="name" x="${NAMES}" y="${y + 15}">${name}</text>`,
    `<text x="${NAMES + 104}" y="${y + 15}">${what}</text>`,
    ...dots,
  ].join('');
};

const columns = present.map(
  ({ name }, k) =>
    `<text class="column" transform="translate(${DOTS + k * STEP + 4} ${TOP - 10}) rotate(-60)">${name}</text>`,
);

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The floors of src: each folder imports only from those below it">
<style>
text { font: 13px system-ui, sans-serif; fill: #333 }
.name { font-weight: 600; fill: #000 } .column { font-size: 11px } .rule { stroke: #ddd } .dot { fill: #0b62b8 } .none { fill: #bbb }
svg { background: #fff }
@media (prefers-color-scheme: dark) {
  svg { background: #15181c } text { fill: #c8ccd2 } .name { fill: #fff } .rule { stroke: #333941 } .dot { fill: #6cb6ff } .none { fill: #555c66 }
}
</style>
${columns.join('\n')}
${present.map(row).join('\n')}
</svg>
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== svg) {
    console.error('docs/floors.svg is not what src is: run node scripts/architecture/draw.mjs');
    process.exitCode = 1;
  }
} else writeFileSync(target, svg);
