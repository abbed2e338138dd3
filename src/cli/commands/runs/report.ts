import { type Align, fittingColumns, table } from '../../../charts/table.ts';
import { type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { BrokenRun, ListedRun } from '../../../runs/folder/list-runs.ts';
import { hiddenText } from '../../../settings/hidden-layers.ts';
import { plain } from '../../../util/plain.ts';
import type { Words } from '../../../words/index.ts';
import { significant } from '../../../words/numbers.ts';
import type { RunListPhrases } from '../../../words/phrases/lists.ts';

interface Column {
  readonly head: keyof RunListPhrases['columns'];
  readonly align: Align;
  /** The smaller, the longer it stays where room is short. */
  readonly rank: number;
  text(run: ListedRun, words: Words): string;
}

const columns: readonly Column[] = [
  { head: 'run', align: 'left', rank: 0, text: ({ name }) => plain(name) },
  { head: 'activation', align: 'left', rank: 5, text: ({ activation }) => plain(activation, 20) },
  { head: 'hidden', align: 'left', rank: 6, text: ({ settings }) => hiddenText(settings.hidden) },
  { head: 'optimizer', align: 'left', rank: 8, text: ({ settings }) => settings.optimizer },
  { head: 'lr', align: 'right', rank: 4, text: ({ settings }) => String(Number(settings.lr.toPrecision(4))) },
  { head: 'epochs', align: 'right', rank: 7, text: ({ epochs, settings }) => `${epochs}/${settings.epochs}` },
  { head: 'accuracy', align: 'right', rank: 1, text: ({ accuracy }, { figures }) => figures.percent(accuracy) },
  { head: 'loss', align: 'right', rank: 3, text: ({ loss }) => significant(loss) },
  { head: 'time', align: 'right', rank: 10, text: ({ seconds }, { figures }) => figures.duration(seconds) },
  { head: 'status', align: 'left', rank: 2, text: ({ status }, { terms }) => terms.statuses[status] },
  { head: 'begun', align: 'left', rank: 9, text: ({ date }) => dateText(date) },
];

/** A table of runs, as many columns as fit, and what is broken below it. */
export function runsReport(runs: readonly ListedRun[], broken: readonly BrokenRun[], terminal: Terminal): string {
  const words = wordsOf(terminal);
  const { runList } = words;
  const rows = runs.map((run) => columns.map((column) => column.text(run, words)));
  const heads = columns.map(({ head }) => runList.columns[head]);
  const priority = columns.map((_, c) => c).sort((a, b) => columns[a].rank - columns[b].rank);
  const shown = fittingColumns(heads, rows, priority, terminal);
  const pick = <T>(cells: readonly T[]) => shown.map((c) => cells[c]);
  const align = pick(columns.map((column) => column.align));
  const left = heads.filter((_, c) => !shown.includes(c));
  const notes = [
    ...(left.length > 0 ? [runList.widerShows(left)] : []),
    ...(runs.some(({ status }) => status === 'killed') ? [runList.killed] : []),
  ];
  return [
    ...(runs.length > 0 ? [table(pick(heads), rows.map(pick), { align }, terminal)] : []),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...(broken.length > 0 ? [brokenText(broken, words)] : []),
  ].join('\n\n');
}

function brokenText(broken: readonly BrokenRun[], { runList }: Words): string {
  const lines = broken.map(({ name, reason }) => `  ${plain(name)}: ${plain(reason, 200)}`);
  return [runList.broken, ...lines].join('\n');
}

/** 2026-11-24 14:03, by the clock of the place. */
function dateText(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
