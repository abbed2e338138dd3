import { table } from '../../../charts/table.ts';
import { paint, type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { Outcome } from '../../../experiments/reproduction/figure.ts';
import type { Preset, PublishedFigure } from '../../../experiments/reproduction/preset.ts';
import type { Reproduction } from '../../../experiments/reproduction/reproduce.ts';
import { english, type Words } from '../../../words/index.ts';
import { significant } from '../../../words/numbers.ts';

/** Published figures beside ours, and how each came out. */
export function reproductionTable({ figures }: Reproduction, terminal: Terminal): string {
  const words = wordsOf(terminal);
  const { published, measured, accepted, verdict } = words.reproduction.columns;
  const head = ['', published, measured, accepted, verdict];
  const rows = figures.map((figure) => [figure.name, ...cells(figure, words), coloured(figure.outcome, terminal)]);
  return table(head, rows, { align: ['left', 'right', 'right', 'right', 'left'] }, terminal);
}

/** All that is said about a preset: what it is, its table, its notes, where its files are. */
export function reproductionReport(result: Reproduction, files: readonly string[], terminal: Terminal): string {
  const { preset, seeds, quick, seconds, notes } = result;
  const { bold } = paint(terminal);
  const { reproduction } = wordsOf(terminal);
  return [
    `${bold(`${preset.name}: ${preset.title}`)}\n${preset.source}`,
    preset.setting.map((line) => `  ${line}`).join('\n'),
    reproductionTable(result, terminal),
    [...notes, reproduction.measured({ seeds: seeds.length, quick, seconds })].join('\n'),
    reproduction.saved(files),
  ].join('\n\n');
}

/** How many figures came out how, in one line. */
export function tally(results: readonly Reproduction[], { reproduction }: Words): string {
  const figures = results.flatMap((one) => one.figures);
  const counts = OUTCOMES.map((outcome) => ({
    outcome,
    count: figures.filter((one) => one.outcome === outcome).length,
  }));
  return reproduction.tally(counts.filter(({ outcome, count }) => count > 0 || outcome === 'reproduced'));
}

/** The whole table in Markdown, for README and docs, which are in English. */
export function markdownTable(results: readonly Reproduction[]): string {
  const rows = results.flatMap(({ preset, figures, seeds, seconds }) =>
    figures.map((figure, k) => {
      const first =
        k === 0 ? [`**${preset.name}**`, `${seeds.length}`, english.figures.duration(seconds)] : ['', '', ''];
      return [first[0], figure.name, ...cells(figure, english), figure.outcome, first[1], first[2]];
    }),
  );
  const head = ['preset', 'figure', 'published', 'measured', 'accepted', 'verdict', 'seeds', 'time'];
  const rule = head.map((_, c) => (c >= 2 && c !== 5 ? '---:' : '---'));
  const line = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const sources = results.map(({ preset }) => `- **${preset.name}**: ${preset.title}. ${preset.source}`);
  return [[head, rule, ...rows].map(line).join('\n'), tally(results, english), sources.join('\n')].join('\n\n');
}

/** What `reproduce` without a name shows. */
export function presetTable(presets: readonly Preset[], terminal: Terminal): string {
  const { reproduction } = wordsOf(terminal);
  const rows = presets.map(({ name, title, source, kind, long }) => [
    name,
    title,
    reproduction.kind({ kind, long: long === true }),
    source,
  ]);
  const { columns } = reproduction;
  return table([columns.name, columns.shows, columns.kind, columns.source], rows, {}, terminal);
}

const OUTCOMES: readonly Outcome[] = ['reproduced', 'outside', 'not measured'];

function cells(
  { published, measured, accepted, unit }: PublishedFigure,
  words: Words,
): [published: string, measured: string, accepted: string] {
  const { percent } = words.figures;
  const short = unit === 'percent' ? percent : given;
  const ours = unit === 'percent' ? percent : significant;
  return [published === null ? '-' : short(published), ours(measured), between(accepted, short, words)];
}

/** `0.03 to 0.091`, `at least 4.5` */
function between(
  [low, high]: PublishedFigure['accepted'],
  text: (value: number) => string,
  { reproduction }: Words,
): string {
  if (high === Number.POSITIVE_INFINITY) return reproduction.atLeast(text(low));
  if (low === Number.NEGATIVE_INFINITY) return reproduction.atMost(text(high));
  return low === high ? text(low) : reproduction.between(text(low), text(high));
}

/** A number as it was given, rounded where it was computed: 0.00298, 8.2e-6. */
function given(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : String(rounded);
}

function coloured(outcome: Outcome, terminal: Terminal): string {
  const { green, red, yellow } = paint(terminal);
  const colour = { reproduced: green, outside: red, 'not measured': yellow }[outcome];
  return colour(wordsOf(terminal).reproduction.outcomes[outcome]);
}
