import { largest, smallest } from '../util/any-length.ts';
import type { Terminal } from './terminal.ts';

const BARS = '▁▂▃▄▅▆▇█';
/** From little ink to much, where there are no bars. */
const ASCII_BARS = '.:-=+*#@';

/**
 * A trend in one line: the lowest value is the lowest bar. More values than `width` are averaged in groups;
 * a value that is not finite leaves a blank, and equal values stand half high.
 * @param width characters, at most; also bounded by the terminal
 */
export function sparkline(values: ArrayLike<number>, width: number, terminal: Terminal): string {
  const bars = terminal.unicode ? BARS : ASCII_BARS;
  const means = averaged(values, Math.max(0, Math.min(width, terminal.columns, values.length)));
  const finite = means.filter(Number.isFinite);
  const low = smallest(finite);
  const high = largest(finite);
  return means
    .map((value) => {
      if (!Number.isFinite(value)) return ' ';
      // Halved, so that the distance of two huge values does not overflow.
      const share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
      return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))];
    })
    .join('');
}

/** `groups` means of neighbouring values, NaN where a group holds nothing finite. */
function averaged(values: ArrayLike<number>, groups: number): number[] {
  return Array.from({ length: groups }, (_, group) => {
    const end = Math.floor(((group + 1) * values.length) / groups);
    let mean = 0;
    let seen = 0;
    for (let k = Math.floor((group * values.length) / groups); k < end; k++) {
      if (Number.isFinite(values[k])) mean += (values[k] - mean) / ++seen;
    }
    return seen ? mean : Number.NaN;
  });
}
