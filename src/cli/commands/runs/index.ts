import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type ListedRun, listRuns } from '../../../runs/folder/list-runs.ts';
import { oneOf } from '../../../settings/kinds.ts';
import { grouped } from '../../../settings/setting.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';
import { matching, parseFilter } from './filter.ts';
import { runsReport } from './report.ts';

/** Where `train` puts its runs. */
const USUAL = 'runs';

const byNumber = (value: (run: ListedRun) => number | null, sign: 1 | -1) => (a: ListedRun, b: ListedRun) => {
  // What there is not, and what is not finite, comes last in either direction.
  const [x, y] = [a, b].map((run) => sign * (value(run) ?? Number.NaN));
  return Number(!Number.isFinite(x)) - Number(!Number.isFinite(y)) || x - y || byName(a, b);
};
const byName = (a: ListedRun, b: ListedRun) => a.name.localeCompare(b.name, 'en', { numeric: true });

/** Orders, the best or the newest first. */
const orders: Readonly<Record<string, (a: ListedRun, b: ListedRun) => number>> = {
  date: byNumber(({ date }) => date.getTime(), -1),
  accuracy: byNumber(({ accuracy }) => accuracy, -1),
  loss: byNumber(({ loss }) => loss, 1),
  name: byName,
  seconds: byNumber(({ seconds }) => seconds, 1),
};

const own = grouped('options', {
  sort: oneOf(
    {
      title: 'order',
      meaning: `${Object.keys(orders).join(', ')}; best or newest first`,
      default: 'date',
      placeholder: 'by',
    },
    Object.keys(orders),
  ),
});

export function configure(command: Command): void {
  command.argument('[folder]', `where the run folders are (default: ${USUAL})`);
  addSettings(command, Object.values(own))
    .option('--filter <conditions>', 'only runs of which all hold, e.g. activation=relu,status=finished')
    .option('--json', 'print one JSON document')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Runs inside of comparisons are listed too. Conditions may be on status, epochs, and on every setting of \`train\`.

Examples:
  $ gradlens runs
  $ gradlens runs --sort accuracy --filter activation=relu,status=finished
  $ gradlens runs runs/compare-1 --filter hidden=5x100,lr=0.1
  $ gradlens runs --json | jq -r '.runs[] | select(.accuracy > 0.9) | .folder'
`;

interface RunsFlags {
  sort?: string;
  filter?: string;
  json?: true;
}

function act(folder: string | undefined, flags: RunsFlags): void {
  const order = orders[flags.sort === undefined ? own.sort.default : own.sort.parseText(flags.sort)];
  const conditions = flags.filter === undefined ? [] : parseFilter(flags.filter);
  const none = folder === undefined && !existsSync(USUAL);
  const { runs: all, broken } = none ? { runs: [], broken: [] } : listRuns(folder ?? USUAL);
  const { runs, notes } = matching(all, conditions);
  runs.sort(order);
  for (const note of notes) say(note);
  if (flags.json) {
    printJson({ runs: runs.map(({ settings, ...run }) => ({ ...run, settings })), broken });
  } else if (all.length + broken.length === 0) {
    say(words().runList.noneYet(folder ?? USUAL));
  } else if (runs.length > 0 || conditions.length === 0) print(runsReport(runs, broken, tableTerminal()));
}

/** A pipe takes all columns. */
const tableTerminal = () => (process.stdout.isTTY ? terminal() : { ...terminal(), columns: 1000 });
