import { type Activation, activationNames } from '../activations/index.ts';
import { UserError } from '../util/user-error.ts';
import type { Series } from './curve.ts';
import { sideBySide } from './image.ts';
import { lineChart } from './line-chart.ts';
import { type Terminal, wordsOf } from './terminal.ts';

/** One function at one place. */
export interface FunctionPoint {
  readonly z: number;
  readonly f: number;
  /** f'(z) */
  readonly df: number;
}

/** Columns between two charts, and those of each below which they stand better one over the other. */
const GAP = 3;
const NARROWEST = 60;

/**
 * f and f' at `n` places evenly between two bounds, both included; a learned number has its initial value.
 * @throws UserError for a function of a whole row, which has no curve
 */
export function sampleFunction({ name, scalar, parameter }: Activation, range: readonly [number, number], n: number) {
  if (!scalar) {
    throw new UserError({
      rule: 'a function that is plotted must act on each number for itself',
      received: `${name}, which acts on whole rows`,
      fix: `leave it out; there are ${activationNames.filter((other) => other !== name).join(', ')}`,
    });
  }
  const p = parameter?.initial ?? 0;
  return Array.from({ length: n }, (_, k): FunctionPoint => {
    // From the nearer bound, so that the middle and both ends are exact.
    const share = k / (n - 1);
    const z = share <= 0.5 ? range[0] + (range[1] - range[0]) * share : range[1] - (range[1] - range[0]) * (1 - share);
    const f = scalar.f(z, p);
    return { z, f, df: scalar.df(z, f, p) };
  });
}

/** The classic picture: functions over each other, and their derivatives beside them, or below where room is short. */
export function functionPlot(
  functions: readonly Activation[],
  range: readonly [number, number],
  height: number | undefined,
  terminal: Terminal,
): string {
  const beside = Math.floor((terminal.columns - GAP) / 2);
  const columns = beside >= NARROWEST ? beside : terminal.columns;
  // One for each dot column, two of which a braille character has; an odd number, so that there is a middle one.
  const n = (terminal.unicode ? 2 : 1) * (columns - (columns % 2)) + 1;
  const sampled = functions.map((one) => ({ name: one.name, points: sampleFunction(one, range, n) }));
  const chart = (title: string, yLabel: string, y: 'f' | 'df') => {
    const series = sampled.map(
      ({ name, points }): Series => ({ label: name, points: points.map((point) => [point.z, point[y]]) }),
    );
    const room = columns === beside ? height : undefined;
    return lineChart(series, { title, xLabel: 'z', yLabel, height: room }, { ...terminal, columns });
  };
  const { plots } = wordsOf(terminal);
  const charts = [chart(plots.functions, 'f(z)', 'f'), chart(plots.derivatives, "f'(z)", 'df')];
  return columns === beside ? sideBySide(charts, GAP, terminal) : charts.join('\n\n');
}
