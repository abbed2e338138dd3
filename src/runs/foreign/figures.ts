import { type CurveMetric, curveMetrics, type LoggedCurve, type LoggedPoint } from '../logs/curves.ts';
import { meaningOf } from './meanings.ts';

/** A figure of another program's log, under the name that it has there. */
export interface Figure {
  readonly name: string;
  /** What it is of, where something else than its name says so: the folder that it lies in. */
  readonly part?: string | null;
  readonly points: readonly Moment[];
}

/** One value, and when it was logged. */
export interface Moment extends LoggedPoint {
  /** Epochs done, with the part of the one under way; null where that cannot be told. */
  readonly within: number | null;
}

/** Figures without a name of a part that are of the training: programs give those no prefix. */
const BARE: readonly CurveMetric[] = ['loss', 'accuracy'];

/** The curves that figures are, by the meaning of their names. Of two that mean the same the second keeps its own name. */
export function curvesOf(figures: readonly Figure[]): LoggedCurve[] {
  const meant = figures.map((figure) => ({ ...figure, ...meaningFor(figure) }));
  const taken = new Set<string>();
  return meant.map(({ name, metric, part, per, points }): LoggedCurve => {
    const hasParts = meant.some((other) => other.metric === metric && other.part !== null);
    const placed = placedBy(points, per);
    const ofPart = part ?? (BARE.includes(metric) || (hasParts && !OWN.includes(metric)) ? 'train' : metric);
    const key = JSON.stringify([metric, ofPart, placed.per]);
    const isTaken = taken.has(key);
    taken.add(key);
    return { metric: isTaken ? name : metric, name, part: isTaken ? name : ofPart, ...placed };
  });
}

/** Metrics that are of the whole training. */
const OWN: readonly CurveMetric[] = curveMetrics.filter((metric) => !BARE.includes(metric));

function meaningFor({ name, part }: Figure) {
  const meaning = meaningOf(name);
  return part ? { ...meaning, part } : meaning;
}

/** Points as of whole epochs or of single steps; where the name does not say, an epoch with two values tells. */
function placedBy(points: readonly Moment[], per: 'epoch' | 'step' | null): Pick<LoggedCurve, 'per' | 'points'> {
  const epochs = new Set(points.map(({ epoch }) => epoch));
  const known = per ?? (epochs.size === points.length ? 'epoch' : 'step');
  return {
    per: known,
    points: points.map(({ within, ...point }) => (known === 'step' ? { ...point, epoch: within } : point)),
  };
}
