import { randomSource } from '../random.ts';
import { mean } from './quantile.ts';

/** Up to so many differences, all 2^n sign patterns are tried: half a million after symmetry, some milliseconds. */
const EXACT_UP_TO = 20;
/** Patterns drawn beyond that: a p of 0.05 is then off by 0.002 (one standard error). */
const DRAWS = 10_000;

/**
 * Two-sided sign-flip permutation test of the mean of paired differences: if the two of a pair were alike, each
 * difference could as well have had the other sign; p is the share of sign patterns whose mean is at least as far from
 * 0 as the one seen. Exact up to 20 differences; beyond, 10,000 patterns are drawn, always the same, and the one seen
 * counts as one more (Phipson & Smyth 2010). The smallest p from n differences is 2^(1-n): 0.25 from 3, 0.031 from 6.
 * Source: Fisher, The Design of Experiments (1935), section 21.
 *
 * @param differences finite, in any order; 1 from none
 */
export function signFlipTest(differences: readonly number[]): number {
  // Neither order nor direction may matter, not even for what is drawn.
  const sizes = differences.map(Math.abs).sort((a, b) => b - a);
  const scale = sizes.reduce((sum, size) => sum + size, 0);
  // What is equal in exact arithmetic must count as such.
  const atLeast = Math.abs(mean(differences) * differences.length) - 1e-12 * scale;
  if (!(atLeast > 0)) return 1;
  if (sizes.length > EXACT_UP_TO) return drawnShare(sizes, atLeast);
  // A pattern and its opposite are equally far out: the first sign stays.
  return patternsAtLeast(sizes, 1, sizes[0], atLeast) / 2 ** (sizes.length - 1);
}

function patternsAtLeast(sizes: readonly number[], next: number, sum: number, atLeast: number): number {
  if (next === sizes.length) return Math.abs(sum) >= atLeast ? 1 : 0;
  return (
    patternsAtLeast(sizes, next + 1, sum + sizes[next], atLeast) +
    patternsAtLeast(sizes, next + 1, sum - sizes[next], atLeast)
  );
}

function drawnShare(sizes: readonly number[], atLeast: number): number {
  const { uniform } = randomSource(0).stream('permutation');
  let count = 1;
  for (let k = 0; k < DRAWS; k++) {
    const sum = sizes.reduce((total, size) => (uniform() < 0.5 ? total + size : total - size), 0);
    if (Math.abs(sum) >= atLeast) count++;
  }
  return count / (DRAWS + 1);
}

/**
 * Exact two-sided sign test: p of a split at least as uneven as `wins` to `losses`, were both equally likely in every
 * pair. Tied pairs are left out. It needs no sizes, only who is ahead.
 * Source: Dixon & Mood, The Statistical Sign Test, JASA 41 (1946).
 */
export function signTest(wins: number, losses: number): number {
  const n = wins + losses;
  if (n > 1000) return signTestByLogarithms(wins, losses);
  let term = 2 ** -n;
  let sum = 0;
  for (let k = 0; k <= Math.min(wins, losses); k++) {
    sum += term;
    term = (term * (n - k)) / (k + 1);
  }
  return Math.min(1, 2 * sum);
}

/** The same where 2^-n is too small for a number. */
function signTestByLogarithms(wins: number, losses: number): number {
  const n = wins + losses;
  let logTerm = -n * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= Math.min(wins, losses); k++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * sum);
}

/**
 * p values corrected for being several, in the given order: the chance that any of those at or below a level alpha is
 * a false alarm stays at most alpha. Source: Holm, A Simple Sequentially Rejective Multiple Test Procedure (1979).
 */
export function holm(ps: readonly number[]): number[] {
  const corrected: number[] = [];
  let least = 0;
  for (const [rank, k] of [...ps.keys()].sort((a, b) => ps[a] - ps[b]).entries()) {
    least = Math.max(least, Math.min(1, ps[k] * (ps.length - rank)));
    corrected[k] = least;
  }
  return corrected;
}
