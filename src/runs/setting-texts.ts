import type { CheckpointInterval } from '../training/state.ts';
import { toNumber } from './setting.ts';

/** Takes a rate to a thirtieth, as far as a search of it goes. */
const USUAL_HALVINGS = 5;
/** Most units a layer may have: beyond it the weights of one layer alone fill the memory. */
const WIDEST = 65_536;
const DEEPEST = 1000;

/** `500` -> every 500 steps, `30s` -> every 30 seconds; null for `none`, and for what is neither. */
export function intervalOf(text: string): CheckpointInterval {
  const [, digits, seconds] = /^(\d+(?:\.\d+)?)(s?)$/.exec(text) ?? [];
  const value = toNumber(digits);
  if (value === undefined || value <= 0) return null;
  if (seconds) return { seconds: value };
  return Number.isSafeInteger(value) ? { steps: value } : null;
}

/** Times that a diverged training may go on at half the rate: `stop` -> 0, `halve-lr:3` -> 3; undefined for others. */
export function halvingsOf(text: string): number | undefined {
  if (text === 'stop') return 0;
  const [, times] = /^halve-lr(?::(\d+))?$/.exec(text) ?? [text, 'none'];
  const value = times === undefined ? USUAL_HALVINGS : Number(times);
  return value >= 1 && value <= 100 ? value : undefined;
}

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
