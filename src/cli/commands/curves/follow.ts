import { join } from 'node:path';
import { type ChosenCurve, partName } from '../../../charts/curve-selection.ts';
import { shortLabels } from '../../../charts/labels.ts';
import { namesIn, statsAt } from '../../../dataset/file.ts';
import { logText } from '../../../runs/files/log-text.ts';
import { readLogs } from '../../../runs/foreign/read-curves.ts';
import { eventFilesBelow, isEventFile } from '../../../runs/foreign/tensorboard.ts';
import type { CurveAxis, LoggedCurves } from '../../../runs/logs/curves.ts';
import { UserError } from '../../../util/user-error.ts';
import { significant } from '../../../words/numbers.ts';
import { interruption } from '../../output/interruption.ts';
import { height, print, say } from '../../output/io.ts';
import { LiveScreen } from '../../output/live-screen.ts';
import { words } from '../../output/words.ts';

/** Milliseconds between two looks at the files; longer where reading them takes long. */
const PAUSE = 250;

/** What the logs show at one moment: the curves, over what, and how to draw them into so many lines. */
interface View {
  readonly axis: CurveAxis;
  readonly curves: readonly ChosenCurve[];
  chart(lines: number | undefined): string;
}

/**
 * Reads logs again and again while they are written, until all have ended, q is typed or a signal comes. A terminal
 * shows the chart in place; otherwise each new point is a line. Files are looked at by size and time, which works on
 * network drives too; whatever became of them, cut off or begun anew, the next look shows what is there now.
 * @returns the logs as last read; one that was not there yet is missing
 */
export async function follow(
  sources: readonly string[],
  view: (logs: readonly LoggedCurves[]) => View,
): Promise<LoggedCurves[]> {
  const { signal, exitCode, release } = interruption();
  const sleep = new Sleep();
  let quit = false;
  const end = () => {
    quit = true;
    sleep.wake();
  };
  signal.addEventListener('abort', end);
  const screen = process.stdout.isTTY ? new LiveScreen(end, () => sleep.wake()) : undefined;
  const labels = shortLabels(sources);
  const lines = new AppendedLines();
  let [seen, done] = ['', false];
  let logs: LoggedCurves[] = [];
  try {
    while (!quit) {
      const begun = performance.now();
      const state = JSON.stringify([sources.map(stateOf), screen && [process.stdout.columns, process.stdout.rows]]);
      if (state !== seen) {
        const read = sources.map(readUnlessMissing);
        const waiting = labels.filter((_, k) => read[k] === null);
        logs = read.flatMap((all) => all ?? []);
        const room = height();
        const shown = view(logs);
        const chart = () => shown.chart(room === undefined ? undefined : room - 2);
        if (screen) screen.draw(`${chart()}\n\n${statusLine(logs, waiting)}`);
        else lines.add(shown, waiting);
        seen = state;
        done = waiting.length === 0 && logs.every(({ ended }) => ended);
      }
      if (done) break;
      await sleep.last(Math.max(PAUSE, 5 * (performance.now() - begun)));
    }
  } finally {
    screen?.close();
    release();
  }
  if (signal.aborted) process.exitCode = exitCode();
  return logs;
}

/** A pause that can be cut short. */
class Sleep {
  private ended: (() => void) | undefined;

  wake(): void {
    this.ended?.();
  }

  last(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.ended = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Sizes and times of the files that matter. */
function stateOf(source: string): unknown {
  const state = (path: string) => {
    const found = statsAt(path);
    return found && [found.size, found.mtimeMs, found.ino];
  };
  const own = ['', ...LOGS].map((name) => state(join(source, name)));
  if (own[1] || !statsAt(source)?.isDirectory()) return own;
  return [own, eventFilesBelow(source).map((path) => [path, state(path)])];
}

/** Files of a folder that its curves are read from. */
const LOGS = [
  'config.json',
  'metrics.csv',
  'steps.jsonl',
  'layers.jsonl',
  'summary.json',
  'trainer_state.json',
  'history.json',
];

/** null while there is nothing yet to be read. @throws UserError for what will never be a log */
function readUnlessMissing(source: string): LoggedCurves[] | null {
  try {
    return readLogs(source);
  } catch (error) {
    if (error instanceof UserError && isYetToCome(source)) return null;
    throw error;
  }
}

/** A path that does not exist yet, a folder with nothing whole in it, or a file without a whole line. */
function isYetToCome(source: string): boolean {
  const found = statsAt(source);
  if (!found) return true;
  // An event file begins before its first figure.
  if (isEventFile(source)) return true;
  if (found.isDirectory() && eventFilesBelow(source).length > 0) return true;
  if (found.isDirectory()) return namesIn(source).every((name) => name.endsWith('.tmp') || name === 'metrics.csv');
  return found.isFile() && !logText(source).includes('\n');
}

function statusLine(logs: readonly LoggedCurves[], waiting: readonly string[]): string {
  const open = logs.filter(({ ended }) => !ended).length;
  return words().plots.following({ open, all: logs.length + waiting.length, waiting });
}

interface Row {
  readonly run: string;
  readonly x: number;
  readonly cells: string[];
}

/** New points as lines: run, place, and the value of each part. */
class AppendedLines {
  private shown = new Map<string, number>();
  private waitedFor = new Set<string>();

  add({ curves, axis }: View, waiting: readonly string[]): void {
    for (const label of waiting) {
      if (!this.waitedFor.has(label)) say(words().plots.waitingFor(label));
      this.waitedFor.add(label);
    }
    const now = new Map(
      curves.flatMap(({ run, part, points }) =>
        points.map((p) => [JSON.stringify([run, part, p.x]), p.value] as const),
      ),
    );
    const begunAnew = [...this.shown].some(([key, value]) => !now.has(key) || !Object.is(now.get(key), value));
    if (begunAnew) say(words().plots.begunAnew);
    const old = begunAnew ? new Map<string, number>() : this.shown;
    this.shown = now;
    const rows = new Map<string, Row>();
    for (const { run, part, points } of curves) {
      for (const point of points) {
        if (old.has(JSON.stringify([run, part, point.x]))) continue;
        const key = JSON.stringify([run, point.x]);
        const row = rows.get(key) ?? { run, x: point.x, cells: [] };
        rows.set(key, row);
        row.cells.push(`${partName(part, words())} ${significant(point.smoothed)}`);
      }
    }
    const inOrder = [...rows.values()].sort((a, b) => a.x - b.x);
    if (inOrder.length > 0) print(inOrder.map((row) => lineOf(row, axis)).join('\n'));
  }
}

function lineOf({ run, x, cells }: Row, axis: CurveAxis): string {
  const place = Number.isInteger(x) ? String(x) : significant(x);
  return [run, `${words().plots.axes[axis]} ${place}`, ...cells].join('  ');
}
