import { mcnemarBounds, type PairedShares } from '../util/statistics/mcnemar.ts';
import { signFlipTest, signTest } from '../util/statistics/paired-tests.ts';
import { mean, median } from '../util/statistics/quantile.ts';
import type { ActivationResult } from './comparison.ts';
import type { PairedFigure } from './paired-figures.ts';

/** One activation's part in a paired comparison: in how many of the pairs it has a figure. */
export interface Part {
  readonly name: string;
  readonly has: number;
}

/** Two activations beside each other in one figure, seed by seed. */
export interface Pairing {
  readonly figure: PairedFigure;
  /** The one ahead by the median difference, else by wins; the first in the table where neither is. */
  readonly better: Part;
  readonly than: Part;
  readonly pairs: number;
  /** Pairs in which `better` is better, and worse; the others are tied. */
  readonly wins: number;
  readonly losses: number;
  /** Median of `better` minus `than`; null where it has no size, since one of the two has no figure too often. */
  readonly difference: number | null;
  /** Whether what was tested has the same one ahead: a mean and a median may point to different sides. */
  readonly agrees: boolean;
  /** Uncorrected; null with fewer than two pairs. */
  readonly p: number | null;
  /** Of test accuracies of a single pair: what the test samples say, `better` minus `than`; null otherwise. */
  readonly samples: (PairedShares & { readonly count: number }) | null;
}

/**
 * Pairs two activations by seed; a seed for which either has no known figure makes no pair.
 *
 * Tested is the mean of the differences, by sign flips. Where a figure is missing in some pair that counts as worst,
 * its difference has no size, only a direction, and the sign test takes over. That depends on the sizes alone and not
 * on the signs of the differences, so that p keeps its meaning.
 */
export function pair(a: ActivationResult, b: ActivationResult, figure: PairedFigure): Pairing {
  const values = a.runs.flatMap((run) => {
    const twin = b.runs.find(({ seed }) => seed === run.seed);
    const [x, y] = [figure.value(run), twin && figure.value(twin)];
    return x === undefined || y === undefined ? [] : [[x, y]];
  });
  // Two infinities are a tie.
  const differences = values.map(([x, y]) => (x === y ? 0 : x - y));
  const sign = figure.better === 'lower' ? -1 : 1;
  const ahead = differences.filter((d) => sign * d > 0).length;
  const behind = differences.filter((d) => sign * d < 0).length;
  const sized = differences.every(Number.isFinite);
  const middle = median(differences);
  const lead = sign * middle || ahead - behind;
  const tested = sized ? sign * mean(differences) : ahead - behind;

  const parts = [a, b].map(({ name }, side) => {
    return { name, has: values.filter((pair) => Number.isFinite(pair[side])).length };
  });
  const swapped = lead < 0;
  const p = sized ? signFlipTest(differences) : signTest(ahead, behind);
  return {
    figure,
    better: parts[swapped ? 1 : 0],
    than: parts[swapped ? 0 : 1],
    pairs: values.length,
    wins: swapped ? behind : ahead,
    losses: swapped ? ahead : behind,
    difference: Number.isFinite(middle) ? (swapped ? 0 - middle : middle) : null,
    agrees: tested * lead > 0,
    p: values.length < 2 ? null : p,
    samples: figure.figure.kind === 'testAccuracy' ? onSamples(values, swapped, a.runs[0]?.testSamples) : null,
  };
}

/** What the test samples say of a single pair of accuracies. */
function onSamples(values: readonly number[][], swapped: boolean, count: number | undefined): Pairing['samples'] {
  const [[x, y] = [], ...more] = values;
  if (more.length > 0 || count === undefined || !Number.isFinite(x) || !Number.isFinite(y)) return null;
  return { count, ...mcnemarBounds(swapped ? y : x, swapped ? x : y, count) };
}

/** A difference is shown where the corrected p is not above this. */
export const LEVEL = 0.05;

/** The least p that so many pairs can have, all differences pointing the same way. */
export function leastP(pairs: number): number {
  return signTest(pairs, 0);
}

/** How many seeds it takes, all pointing the same way, before p can come down to {@link LEVEL} in one of so many tests. */
export function fewestSeeds(tests: number): number {
  return 1 + Math.ceil(Math.log2(tests / LEVEL));
}
