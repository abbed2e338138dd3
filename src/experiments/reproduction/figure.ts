import { median } from '../../util/statistics/quantile.ts';
import type { PublishedFigure } from './preset.ts';

/** How a figure came out. */
export type Outcome = 'reproduced' | 'outside' | 'not measured';

/** A published figure and what counts as it. */
export type Published = Pick<PublishedFigure, 'name' | 'published' | 'accepted'> &
  Partial<Pick<PublishedFigure, 'unit'>>;

/**
 * A figure from what each seed gave: the median. One seed without a number (diverged, never reached) leaves the figure
 * without one, since a median of the lucky seeds would flatter.
 */
export function figure(
  { unit = 'number', ...published }: Published,
  bySeed: readonly (number | null)[],
): PublishedFigure {
  const numbers = bySeed.filter((value): value is number => value !== null && Number.isFinite(value));
  const measured = numbers.length > 0 && numbers.length === bySeed.length ? median(numbers) : null;
  return { ...published, unit, measured, bySeed };
}

/** Whether the figure lies in its accepted range, both ends included. */
export function outcomeOf({ measured, accepted: [low, high] }: PublishedFigure): Outcome {
  if (measured === null) return 'not measured';
  return measured >= low && measured <= high ? 'reproduced' : 'outside';
}

/** `published` +- `difference`. */
export function plusMinus(published: number, difference: number): [number, number] {
  return [published - difference, published + difference];
}

/** `published` +- a share of it: 0.03 for 3 %. */
export function relative(published: number, share: number): [number, number] {
  return [published * (1 - share), published * (1 + share)];
}

/** From `published` / `factor` to `published` * `factor`. */
export function times(published: number, factor: number): [number, number] {
  return [published / factor, published * factor];
}
