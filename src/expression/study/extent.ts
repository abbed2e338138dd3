import { magnitudes } from './magnitudes.ts';

/** What a function of one number covers, as far as looking at it tells. */
export interface Extent {
  /** Least and greatest value, approached or attained. */
  readonly range: readonly [least: number, greatest: number];
  /** Whether a greater z never gives a smaller value. */
  readonly monotone: boolean;
  /** What the function goes towards far to the left and far to the right: a number, or an infinite one. NaN where it goes
   * nowhere, as a sine does, or is no number there. */
  readonly ends: readonly [left: number, right: number];
}

/** Equal steps where networks have their numbers, and all magnitudes beyond. */
const STEP = 1 / 64;
const NEAR = 32;
const points: Float64Array = (() => {
  const near = Array.from({ length: (2 * NEAR) / STEP + 1 }, (_, k) => k * STEP - NEAR);
  const far = [...magnitudes].filter((size) => size > NEAR || size < STEP);
  return Float64Array.from([...near, ...far, ...far.map((size) => -size)]).sort();
})();

/** Falls by less than this are rounding. */
const ROUNDING = 1e-12;

/** Looks at a function at all magnitudes of float32, and more closely where it turns. */
export function extentOf(f: (z: number) => number): Extent {
  const seen = [...points].map((z) => ({ z, value: f(z) })).filter(({ value }) => Number.isFinite(value));
  if (seen.length === 0) return { range: [Number.NaN, Number.NaN], monotone: false, ends: [Number.NaN, Number.NaN] };
  const [left, right] = [end(f, -1), end(f, 1)];
  const least = Math.min(turning(f, seen, -1), ...limit(left));
  const greatest = Math.max(turning(f, seen, 1), ...limit(right), ...limit(left));
  const lowest = Math.min(least, ...limit(right));
  const falls = seen.some(
    ({ value }, k) => k > 0 && value < seen[k - 1].value - ROUNDING * Math.max(1, Math.abs(value)),
  );
  return { range: [rounded(lowest), rounded(greatest)], monotone: !falls, ends: [left, right] };
}

const limit = (value: number): number[] => (Number.isNaN(value) ? [] : [value]);

/** Far out a function has come to rest, grows still, or does neither. */
function end(f: (z: number) => number, side: number): number {
  const far = [...magnitudes].filter((size) => size > 4).map((size) => f(side * size));
  const last = far.findLastIndex(Number.isFinite);
  const infinite = far[last + 1];
  if (infinite !== undefined && !Number.isNaN(infinite)) return infinite;
  if (last < far.length - 1 && last < 24) return Number.NaN;
  // Of eight steps to a doubling: half of all doublings there are, or as many as it is a number for.
  const [middle, outermost] = [far[Math.floor(last / 2)], far[last]];
  const change = outermost - middle;
  const size = Math.max(1, Math.abs(middle));
  const tail = far.slice(Math.floor(last / 2), last + 1);
  const rises = tail.every((value, k) => k === 0 || value >= tail[k - 1] - 1e-9 * size);
  const falls = tail.every((value, k) => k === 0 || value <= tail[k - 1] + 1e-9 * size);
  if (!rises && !falls) return Number.NaN;
  if (Math.abs(change) <= 1e-6 * size) return rounded(outermost);
  return change > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** The greatest value (sign 1) or the least (-1), looked for between the points by the golden section. */
function turning(f: (z: number) => number, seen: readonly { z: number; value: number }[], sign: number): number {
  let best = 0;
  seen.forEach(({ value }, k) => {
    if (sign * value > sign * seen[best].value) best = k;
  });
  let [low, high] = [seen[Math.max(0, best - 1)].z, seen[Math.min(seen.length - 1, best + 1)].z];
  const share = (Math.sqrt(5) - 1) / 2;
  let value = sign * seen[best].value;
  for (let round = 0; round < 80; round++) {
    const [one, other] = [high - share * (high - low), low + share * (high - low)];
    const [atOne, atOther] = [sign * f(one), sign * f(other)];
    if (Number.isFinite(atOne)) value = Math.max(value, atOne);
    if (Number.isFinite(atOther)) value = Math.max(value, atOther);
    if (atOne > atOther) high = other;
    else low = one;
  }
  return sign * value;
}

/** 1 for 0.9999999999999999, and 0 for 1e-20, which is what was meant. */
function rounded(value: number): number {
  if (Math.abs(value) < ROUNDING) return 0;
  const short = Number(value.toPrecision(12));
  return Math.abs(short - value) <= 4 * Number.EPSILON * Math.max(1, Math.abs(value)) ? short + 0 : value;
}
