import { duration, percent, significant } from '../../../charts/format.ts';
import { table } from '../../../charts/table.ts';
import { paint, type Terminal } from '../../../charts/terminal.ts';
import type { Outcome } from '../../../experiments/reproduction/figure.ts';
import type { Figure, Preset } from '../../../experiments/reproduction/preset.ts';
import type { Reproduction } from '../../../experiments/reproduction/reproduce.ts';

/** Published figures beside ours, and how each came out. */
export function reproductionTable({ figures }: Reproduction, terminal: Terminal): string {
  const head = ['', 'published', 'measured', 'accepted', 'verdict'];
  const rows = figures.map((figure) => [figure.name, ...cells(figure), coloured(figure.outcome, terminal)]);
  return table(head, rows, { align: ['left', 'right', 'right', 'right', 'left'] }, terminal);
}

/** All that is said about a preset: what it is, its table, its notes, where its files are. */
export function reproductionReport(result: Reproduction, files: readonly string[], terminal: Terminal): string {
  const { preset, seeds, quick, seconds, notes } = result;
  const { bold } = paint(terminal);
  const effort = `${seedsOf(seeds)}${quick ? ', --quick' : ''}, ${duration(seconds)}`;
  return [
    `${bold(`${preset.name}: ${preset.title}`)}\n${preset.source}`,
    preset.setting.map((line) => `  ${line}`).join('\n'),
    reproductionTable(result, terminal),
    [...notes, `Measured: ${seeds.length > 1 ? 'the median of ' : ''}${effort}.`].join('\n'),
    `Saved: ${files.join(', ')}`,
  ].join('\n\n');
}

/** How many figures came out how, in one line. */
export function tally(results: readonly Reproduction[]): string {
  const figures = results.flatMap((one) => one.figures);
  const counts = OUTCOMES.map((outcome) => [outcome, figures.filter((one) => one.outcome === outcome).length] as const);
  const told = counts
    .filter(([outcome, n]) => n > 0 || outcome === 'reproduced')
    .map(([outcome, n]) => `${n} ${outcome}`);
  return `${figures.length} figures: ${told.join(', ')}.`;
}

/** The whole table in Markdown, for README and docs. */
export function markdownTable(results: readonly Reproduction[]): string {
  const rows = results.flatMap(({ preset, figures, seeds, seconds }) =>
    figures.map((figure, k) => {
      const first = k === 0 ? [`**${preset.name}**`, `${seeds.length}`, duration(seconds)] : ['', '', ''];
      return [first[0], figure.name, ...cells(figure), figure.outcome, first[1], first[2]];
    }),
  );
  const head = ['preset', 'figure', 'published', 'measured', 'accepted', 'verdict', 'seeds', 'time'];
  const rule = head.map((_, c) => (c >= 2 && c !== 5 ? '---:' : '---'));
  const line = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const sources = results.map(({ preset }) => `- **${preset.name}**: ${preset.title}. ${preset.source}`);
  return [[head, rule, ...rows].map(line).join('\n'), tally(results), sources.join('\n')].join('\n\n');
}

/** What `reproduce` without a name shows. */
export function presetTable(presets: readonly Preset[], terminal: Terminal): string {
  const rows = presets.map(({ name, title, source, kind, long }) => [
    name,
    title,
    long ? `${kind}, long` : kind,
    source,
  ]);
  return table(['name', 'shows', 'kind', 'source'], rows, {}, terminal);
}

const OUTCOMES: readonly Outcome[] = ['reproduced', 'outside', 'not measured'];

function seedsOf(seeds: readonly number[]): string {
  return seeds.length === 1 ? 'one seed' : `${seeds.length} seeds`;
}

function cells({
  published,
  measured,
  accepted,
  unit,
}: Figure): [published: string, measured: string, accepted: string] {
  const short = unit === 'percent' ? percent : given;
  const ours = unit === 'percent' ? percent : significant;
  return [published === null ? '-' : short(published), ours(measured), between(accepted, short)];
}

/** `0.03 to 0.091`, `at least 4.5` */
function between([low, high]: Figure['accepted'], text: (value: number) => string): string {
  if (high === Number.POSITIVE_INFINITY) return `at least ${text(low)}`;
  if (low === Number.NEGATIVE_INFINITY) return `at most ${text(high)}`;
  return low === high ? text(low) : `${text(low)} to ${text(high)}`;
}

/** A number as it was given, rounded where it was computed: 0.00298, 8.2e-6. */
function given(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : String(rounded);
}

function coloured(outcome: Outcome, terminal: Terminal): string {
  const { green, red, yellow } = paint(terminal);
  return { reproduced: green, outside: red, 'not measured': yellow }[outcome](outcome);
}
