import { toNumber } from './bounds.ts';

/** Most units a layer may have: beyond it the weights of one layer alone fill the memory. */
const WIDEST = 65_536;
const DEEPEST = 1000;

/** `none` -> [], `128,64` -> [128, 64], `5x100` -> five times 100; also a list of numbers, from JSON. */
export function parseHidden(received: unknown): number[] | undefined {
  if (received === 'none') return [];
  const parts = Array.isArray(received) ? received : typeof received === 'number' ? [received] : undefined;
  const sizes =
    parts ?? (typeof received === 'string' ? received.split(',', DEEPEST + 1).flatMap(expandSize) : undefined);
  const valid = sizes?.every((size) => Number.isSafeInteger(size) && size >= 1 && size <= WIDEST);
  return valid && sizes && sizes.length <= DEEPEST ? sizes : undefined;
}

function expandSize(part: string): (number | undefined)[] {
  const [, depth = '1', size] = /^\s*(?:(\d{1,4})x)?(\d+)\s*$/.exec(part) ?? [];
  const units = toNumber(size);
  return units === undefined || Number(depth) < 1 || Number(depth) > DEEPEST
    ? [undefined]
    : new Array(Number(depth)).fill(units);
}

/** Sizes of hidden layers as a user writes them: none, 128,64 or 5x100. */
export function sizes(hidden: readonly number[]): string {
  if (hidden.length === 0) return 'none';
  const same = hidden.length > 2 && hidden.every((size) => size === hidden[0]);
  return same ? `${hidden.length}x${hidden[0]}` : hidden.join(',');
}
