import type { Bounds } from './setting.ts';

/** Whether a number keeps to its bounds. */
export function within({ whole, least, most, above, below }: Bounds, value: number): boolean {
  return (
    Number.isFinite(value) &&
    (!whole || Number.isSafeInteger(value)) &&
    (least === undefined || value >= least) &&
    (most === undefined || value <= most) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

/** The bounds as a rule, after `must be`: a whole number of at least 1. */
export function boundsRule({ whole, least, most, above, below }: Bounds): string {
  if (!whole && above === 0 && most === undefined && below === undefined) return 'a positive number';
  if (!whole && least === 0 && most === undefined && below === undefined) return 'a number, not negative';
  if (least !== undefined && most !== undefined)
    return `${whole ? 'a whole number' : 'a number'} from ${least} to ${most}`;
  const sides = [
    least !== undefined && `at least ${least}`,
    above !== undefined && `above ${above}`,
    most !== undefined && `at most ${most}`,
    below !== undefined && `below ${below}`,
  ].filter((side) => side !== false);
  if (!whole) return sides.join(' and ') || 'a finite number';
  return sides.length > 0 ? `a whole number of ${sides.join(' and ')}` : 'a whole number';
}

/** The finite number in a JSON number or a text such as `0.1` or `1e-3`. */
export function toNumber(received: unknown): number | undefined {
  const value = typeof received === 'string' && received.trim() !== '' ? Number(received) : received;
  // Plus 0, so that -0 is 0: it would be written as 0, and be another value when it is read back.
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined;
}
