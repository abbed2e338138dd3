import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { LayerProbe, Probe } from '../../training/probes/figures.ts';
import { median } from '../../util/statistics/quantile.ts';

/** Runs that are one thing to a chart: an activation with its seeds, or a single run by its name. */
export interface RunGroup {
  readonly name: string;
  readonly runs: readonly RunRecord[];
}

/** The median of the finite values; null where there is none. */
export function middle(values: readonly (number | null)[]): number | null {
  const finite = values.filter((v): v is number => v !== null && Number.isFinite(v));
  return finite.length > 0 ? median(finite) : null;
}

/** The probes of all runs at one step. */
export interface Moment {
  readonly step: number;
  /** Epochs of training so far, with fractions within one; null where no epoch has ended. */
  readonly epoch: number | null;
  readonly probes: readonly Probe[];
}

/** All steps at which any of the runs was probed, in order, no more than `most` of them: the first, the last, and others
 * evenly between. */
export function moments(runs: readonly RunRecord[], most: number): Moment[] {
  const byStep = new Map<number, Probe[]>();
  for (const probe of runs.flatMap(({ probes }) => probes)) {
    const there = byStep.get(probe.step);
    if (there) there.push(probe);
    else byStep.set(probe.step, [probe]);
  }
  const perEpoch = stepsPerEpoch(runs);
  const steps = evenly(
    [...byStep.keys()].sort((a, b) => a - b),
    most,
  );
  return steps.map((step) => ({
    step,
    epoch: perEpoch && step / perEpoch,
    probes: byStep.get(step) as Probe[],
  }));
}

function stepsPerEpoch(runs: readonly RunRecord[]): number | null {
  const first = runs.flatMap(({ metrics }) => metrics.slice(0, 1))[0];
  return first && first.step > 0 ? first.step / first.epoch : null;
}

/** At most `most` of the entries, the first and the last among them. */
export function evenly<T>(entries: readonly T[], most: number): T[] {
  if (entries.length <= most) return [...entries];
  return Array.from({ length: most }, (_, k) => entries[Math.round((k * (entries.length - 1)) / (most - 1))]);
}

/** Layers that were probed, counted from 1. */
export function layerCount(runs: readonly RunRecord[]): number {
  const probes = runs.flatMap((run) => run.probes);
  return probes.reduce((most, { layers }) => Math.max(most, layers.length), 0);
}

/** A layer's figure at one moment: the median over the runs. */
export function layerFigure(
  { probes }: Moment,
  layer: number,
  figure: (probe: LayerProbe) => number | null,
): number | null {
  return middle(probes.flatMap(({ layers }) => layers.filter((one) => one.layer === layer).map(figure)));
}

/** `1 run`, `3 runs` */
export const times = (n: number, what: string) => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`;

/** What is told about several seeds; null for one. */
export function overSeeds(groups: readonly RunGroup[], drawn: string): string | null {
  const most = Math.max(0, ...groups.map(({ runs }) => runs.length));
  return most > 1 ? `${drawn} of ${most} seeds.` : null;
}

/** What could not be drawn, in a sentence; null where all was. */
export function leftOut(count: number, log: boolean): string | null {
  if (count === 0) return null;
  const what = log ? 'zero or not finite' : 'not finite';
  return count === 1
    ? `One value that is ${what} is left out and leaves a gap.`
    : `${count.toLocaleString('en-US')} values that are ${what} are left out and leave gaps.`;
}

/** Which runs diverged, in a sentence; null where none did. */
export function divergedNote(groups: readonly RunGroup[]): string | null {
  const told = groups.flatMap(({ name, runs }) => {
    const bad = runs.filter(({ summary }) => summary?.status === 'diverged').length;
    if (bad === 0) return [];
    return [runs.length === 1 ? name : `${name} (${bad} of ${runs.length} runs)`];
  });
  return told.length > 0 ? `Diverged, curve ends at the cross or before the first epoch: ${told.join(', ')}.` : null;
}
