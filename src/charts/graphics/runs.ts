import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { LayerProbe, Probe } from '../../training/probes/figures.ts';
import { largest } from '../../util/any-length.ts';
import { median } from '../../util/statistics/quantile.ts';
import type { Words } from '../../words/index.ts';
import type { SetName } from '../../words/phrases/terms.ts';

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

/** What is told about several seeds; null for one. @param set what the bands belong to; null for all */
export function overSeeds(groups: readonly RunGroup[], set: SetName | null, { charts }: Words): string | null {
  const seeds = largest(
    groups.map(({ runs }) => runs.length),
    0,
  );
  return seeds > 1 ? charts.bands({ seeds, set }) : null;
}

/** What could not be drawn, in a sentence; null where all was. */
export function leftOut(count: number, log: boolean, { charts }: Words): string | null {
  return count === 0 ? null : charts.leftOut({ count, log });
}

/** Which runs diverged, in a sentence; null where none did. */
export function divergedNote(groups: readonly RunGroup[], { charts }: Words): string | null {
  const told = groups.flatMap(({ name, runs }) => {
    const count = runs.filter(({ summary }) => summary?.status === 'diverged').length;
    return count === 0 ? [] : [{ name, count, of: runs.length === 1 ? null : runs.length }];
  });
  return told.length > 0 ? charts.diverged(told) : null;
}
