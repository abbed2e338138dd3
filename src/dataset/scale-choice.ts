import type { Dataset } from './dataset.ts';
import type { Shades } from './samples/shades.ts';

/** What black and white are in a data set: 0 and 255 of images in bytes, unless it says otherwise. */
export function shadesIn({ shades, shape, values }: Pick<Dataset, 'shades' | 'shape' | 'values'>): Shades | undefined {
  return shades ?? (shape && values instanceof Uint8Array ? [0, 255] : undefined);
}

/** What values are found to be, which a scale is chosen by. */
export type ValueKind = 'byte-pixels' | 'unit-pixels' | 'other-pixels' | 'bytes' | 'numbers';

/** What the values of a data set are. Bytes that never exceed 1 are switches. */
export function valueKind(data: Pick<Dataset, 'shades' | 'shape' | 'values'>): ValueKind {
  const shades = shadesIn(data);
  if (shades) return shades[1] === 255 ? 'byte-pixels' : shades[1] === 1 ? 'unit-pixels' : 'other-pixels';
  if (data.shape) return 'other-pixels';
  const { values } = data;
  return values.some((v) => v > 1) && values.every((v) => v === (v & 255)) ? 'bytes' : 'numbers';
}

/** The scale that `auto` settles on. */
export function fittingScale(data: Dataset): '255' | '1' | 'standardize' {
  const kind = valueKind(data);
  if (kind === 'unit-pixels') return '1';
  return kind === 'byte-pixels' || kind === 'bytes' ? '255' : 'standardize';
}

/** What a given mean and deviation are in: 255 where they are of pixels over 255 and pixels are bytes; else 1. */
export function unitOf([mean, deviation]: readonly number[], data: Dataset): number {
  const isUnit = mean >= 0 && mean <= 1 && deviation <= 1;
  return isUnit && shadesIn(data)?.[1] === 255 ? 255 : 1;
}

/** Which scale was taken, and why: what is said of it. */
export interface ScaleFacts {
  readonly kind: '255' | '256' | '1' | 'standardize' | '-1..1';
  /** For standardize of all values alike: the mean and the deviation of values before scaling. */
  readonly figures: { readonly mean: number; readonly deviation: number } | null;
  /** Whether a setting asked for it; else the values did. */
  readonly asked: boolean;
  readonly values: ValueKind;
  readonly shades: Shades | null;
  /** What given figures were multiplied by: 255, or 1. */
  readonly unit: number;
}
