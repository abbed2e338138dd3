import type { Values } from '../values.ts';

/** An array of numbers out of a file, of any rank, row-major. */
export interface NumberArray {
  /** What the file calls its numbers: uint8, int32, float64. */
  readonly type: string;
  readonly dimensions: readonly number[];
  /** As bytes where the file has bytes, or whole numbers that all fit into them. */
  readonly values: Values;
}

/** `int32, 2 dimensions (60000 x 8)` */
export function describeArray({ type, dimensions }: Omit<NumberArray, 'values'>): string {
  const rank = dimensions.length;
  return `${type}, ${rank} ${rank === 1 ? 'dimension' : 'dimensions'} (${dimensions.join(' x ')})`;
}

/** Numbers as bytes, where all of them are whole and in 0..255. */
export function asBytesWhereTheyFit(numbers: Float64Array): Values {
  for (let k = 0; k < numbers.length; k++) if (numbers[k] !== (numbers[k] & 255)) return numbers;
  return Uint8Array.from(numbers);
}
