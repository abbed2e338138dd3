import { largest } from '../util/any-length.ts';
import { asText } from '../util/shown.ts';
import { UserError } from '../util/user-error.ts';
import { numericSlope } from './numeric-slope.ts';

/** Where a user's function is looked at: round points, where kinks tend to be, and some between and beyond. */
const ROUND = Array.from({ length: 129 }, (_, k) => k / 8 - 8);
const GRID = [...ROUND, ...ROUND.map((z) => z + 0.0571), -30, -20.3, 20.3, 30];
/** Here f may be infinite, but not NaN. */
const FAR = [-1e5, -1000, -100.25, 100.25, 1000, 1e5];

/** How far df may be off: relative, and as a share of the steepest slope, for tails where a formula may cancel. */
const RELATIVE = 1e-5;
const OF_STEEPEST = 1e-7;

/** Checks that f gives a number for every number, the same each time, within its range. @throws UserError */
export function checkFunction(name: string, f: (z: number) => number, range?: readonly [number, number]): void {
  const [least, greatest] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const slack = Number.EPSILON * 8 * largest([least, greatest].map(Math.abs).filter(Number.isFinite), 1);
  for (const z of [...GRID, ...FAR]) {
    const a = called(`f of '${name}'`, f, z);
    if (typeof a !== 'number' || Number.isNaN(a) || (!Number.isFinite(a) && !FAR.includes(z))) {
      throw new UserError({
        rule: `f of '${name}' must give a number for every z, and does not at z = ${z}`,
        received: asText(a),
        fix: 'where exp overflows, Infinity / Infinity is NaN: take exp of -|z| only',
      });
    }
    if (a < least - slack || a > greatest + slack) {
      throw new UserError({
        rule: `f of '${name}' must stay in its range ${least}..${greatest}, and leaves it at z = ${z}`,
        received: a,
      });
    }
    if (!Object.is(f(z), a)) {
      throw new UserError({
        rule: `f of '${name}' must give the same value each time, and does not at z = ${z}`,
        received: `${a}, then another`,
      });
    }
  }
}

/**
 * Checks that a formula is a finite number wherever a network has its numbers; further out it may leave them.
 * @throws UserError with the z nearest to 0 at which it is not
 */
export function checkNumbers(name: string, f: (z: number) => number): void {
  const infinite = GRID.filter((z) => !Number.isFinite(f(z)));
  if (infinite.length === 0) return;
  const none = infinite.filter((z) => Number.isNaN(f(z)));
  const wrong = none.length > 0 ? none : infinite;
  const at = wrong.reduce((nearest, z) => (Math.abs(z) < Math.abs(nearest) ? z : nearest));
  const value = f(at);
  const others = wrong.length === 1 ? '' : sideOf(wrong);
  throw new UserError({
    rule: `an activation must be a finite number for every z from -30 to 30, and this formula is ${value} at z = ${at}${others}`,
    received: name,
    fix: 'keep what log and sqrt are taken of above 0, and divisors away from 0, as in log(1 + abs(z))',
  });
}

function sideOf(points: readonly number[]): string {
  const below = GRID.filter((z) => z < 0).every((z) => points.includes(z));
  const above = GRID.filter((z) => z > 0).every((z) => points.includes(z));
  if (below && !above) return ', as for every z below 0';
  if (above && !below) return ', as for every z above 0';
  return `, and at ${points.length - 1} more of the ${GRID.length} z that were tried`;
}

/** Whether two functions are the same, to float64's rounding, wherever a user's function is looked at. */
export const agree = (one: (z: number) => number, other: (z: number) => number): boolean =>
  [...GRID, ...FAR].every((z) => {
    const [is, should] = [one(z), other(z)];
    return Object.is(is, should) || Math.abs(is - should) <= 1e-12 * Math.abs(should);
  });

/** The round points where the slope of f is another to the left than to the right. */
export function gridKinks(f: (z: number) => number): number[] {
  return ROUND.filter((z) => bends(f, z));
}

/**
 * Checks a derivative against the numeric one on the grid, but for kinks, declared or seen.
 * @throws UserError with the point where they are furthest apart
 */
export function checkSlope(
  what: string,
  f: (z: number) => number,
  df: (z: number) => number,
  kinks: readonly number[],
  grid: readonly number[] = GRID,
): void {
  const smooth = grid.filter((z) => !kinks.some((kink) => Math.abs(z - kink) < 1e-3) && !bends(f, z));
  const slopes = smooth.map((z) => ({ z, theirs: called(what, df, z), ...numericSlope(f, z) }));
  const steepest = slopes.reduce((most, { slope }) => Math.max(most, Math.abs(slope)), 0);
  let worst: (typeof slopes)[number] | undefined;
  let furthest = 1;
  for (const point of slopes) {
    const { theirs, slope, error } = point;
    const allowed = RELATIVE * Math.abs(slope) + OF_STEEPEST * steepest + 4 * error;
    const apart =
      typeof theirs === 'number' && !Number.isNaN(theirs)
        ? Math.abs(theirs - slope) / allowed
        : Number.POSITIVE_INFINITY;
    if (apart > furthest) [worst, furthest] = [point, apart];
  }
  if (!worst) return;
  throw new UserError({
    rule: `${what} must be the derivative of its f, which rises by ${Number(worst.slope.toPrecision(6))} at ${worst.z}`,
    received: asText(worst.theirs),
    fix: 'mend it, or leave it out: the slope is then taken numerically',
  });
}

/**
 * The slopes on either side differ, and do so still when looked at more closely, which a mere curve's would not: a kink,
 * or a jump of f.
 */
function bends(f: (z: number) => number, z: number): boolean {
  const h = 1e-4 * Math.max(1, Math.abs(z));
  const [far, near] = [slopeChange(f, z, h), slopeChange(f, z, h / 16)];
  const rounding = (64 * Number.EPSILON * Math.max(1, Math.abs(f(z)))) / (h / 16);
  return near > far / 2 && near > rounding;
}

/** The slope over h to the right less the slope over h to the left, without sign. */
function slopeChange(f: (z: number) => number, z: number, h: number): number {
  return Math.abs(f(z + h) - 2 * f(z) + f(z - h)) / h;
}

/** A call of the user's code: what it throws is told as theirs. */
function called(what: string, theirs: (z: number) => unknown, z: number): unknown {
  try {
    return theirs(z);
  } catch (error) {
    throw new UserError({
      rule: `${what} must give a number for every z, and throws at z = ${z}`,
      received: asText(error),
    });
  }
}
