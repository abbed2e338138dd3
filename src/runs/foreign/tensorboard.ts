import { basename, dirname, join, relative } from 'node:path';
import { namesIn, readWhole, statsAt } from '../../dataset/file.ts';
import { readEventFile, type Scalar } from '../../formats/tensorboard/read.ts';
import type { Omissions } from '../files/omissions.ts';
import { curvesOf, type Figure, type Moment } from './figures.ts';
import type { ForeignLog } from './foreign-log.ts';
import { partNamed } from './meanings.ts';

/** What the names of event files hold. */
const EVENTS = 'tfevents';
/** Folders below a log folder that are looked into, and how deep. */
const MOST_FOLDERS = 2000;
const DEEPEST = 8;
const LARGEST = 256 * 2 ** 20;

/** Whether a path names an event file. */
export const isEventFile = (path: string) => basename(path).includes(EVENTS);

/** The event files in a folder and below it, those of a folder in the order in which they were begun. */
export function eventFilesBelow(folder: string): string[] {
  const found: string[] = [];
  let [level, folders] = [[folder], 0];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level) {
      if (++folders > MOST_FOLDERS) return found;
      for (const name of namesIn(one).sort()) {
        const path = join(one, name);
        const stats = statsAt(path);
        if (stats?.isDirectory()) next.push(path);
        else if (stats?.isFile() && isEventFile(path)) found.push(path);
      }
    }
    level = next;
  }
  return found;
}

/** The trainings in event files: one for each folder, but parts of one that lie in folders of their own are put together. */
export function tensorboardLogs(root: string, files: readonly string[], omissions: Omissions): ForeignLog[] {
  const folders = new Map<string, Scalar[]>();
  for (const file of files) {
    const { scalars, brokenOff } = readEventFile(readWhole(file, LARGEST, 'log less often'));
    if (brokenOff === 'damaged') omissions.add(basename(file), 'what follows a damaged record');
    const held = folders.get(dirname(file)) ?? [];
    folders.set(dirname(file), held);
    for (const one of scalars) held.push(one);
  }
  const runs = new Map<string, Figure[]>();
  for (const [folder, scalars] of folders) {
    const { run, part } = placeOf(folder, scalars);
    runs.set(run, [...(runs.get(run) ?? []), ...figuresIn(scalars, part)]);
  }
  const filled = [...runs].filter(([, figures]) => figures.length > 0);
  return filled.map(([run, figures]) => ({
    dialect: 'TensorBoard',
    run: filled.length > 1 ? relative(root, run).replaceAll('\\', '/') || '.' : null,
    curves: curvesOf(figures),
  }));
}

/**
 * The training that a folder is of: Keras puts its parts into `train` and `validation`, and add_scalars those of the tag
 * Loss into `Loss_train`, `Loss_val`.
 */
function placeOf(folder: string, scalars: readonly Scalar[]): { run: string; part: string | null } {
  const name = basename(folder);
  const whole = partNamed(name);
  if (whole) return { run: dirname(folder), part: whole };
  const stem = scalars.length > 0 ? `${scalars[0].tag.replaceAll('/', '_')}_` : '';
  const part = stem !== '' && name.startsWith(stem) ? partNamed(name.slice(stem.length)) : null;
  return part ? { run: dirname(folder), part } : { run: folder, part: null };
}

/** Tags under which Lightning says which epoch a step is of, from 0. */
const EPOCH_TAG = 'epoch';
/** Keras counts epochs from 0 in the place of steps, under these names. */
const BY_EPOCH = /^epoch_/;

function figuresIn(scalars: readonly Scalar[], part: string | null): Figure[] {
  const start = scalars.reduce((first, { wallTime }) => Math.min(first, wallTime), Number.POSITIVE_INFINITY);
  const epochs = new Map(scalars.filter(({ tag }) => tag === EPOCH_TAG).map(({ step, value }) => [step, value + 1]));
  const figures = new Map<string, Moment[]>();
  for (const { tag, step, wallTime, value } of scalars) {
    if (tag === EPOCH_TAG) continue;
    const points = figures.get(tag) ?? [];
    figures.set(tag, points);
    const seconds = wallTime - start;
    const epoch = BY_EPOCH.test(tag) ? step + 1 : (epochs.get(step) ?? null);
    points.push({ epoch, step: BY_EPOCH.test(tag) ? null : step, seconds, within: epoch, value });
  }
  return [...figures].map(([name, points]) => ({ name, part, points }));
}
