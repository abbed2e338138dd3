import { toNumber } from './bounds.ts';

/** When a training hands out its state, beside the ends of epochs and an interruption. */
export type CheckpointInterval = { readonly steps: number } | { readonly seconds: number } | null;

/** Takes a rate to a thirtieth, as far as a search of it goes. */
const USUAL_HALVINGS = 5;

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
