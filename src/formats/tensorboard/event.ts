import type { Histogram } from '../../training/probes/figures.ts';
import { bytes, double, doubles, float, int, message, text } from '../protobuf.ts';
import { record } from './record.ts';

// Field numbers as in TensorBoard's event.proto, summary.proto, histogram.proto and tensor.proto.

/** A Summary.Value: one figure under its tag. */
export type SummaryValue = Uint8Array;

/** What an event file begins with. */
export function firstRecord(wallTime: number): Uint8Array {
  const source = bytes(10, text(1, 'gradlens'));
  return record(message(double(1, wallTime), text(3, 'brain.Event:2'), source));
}

/**
 * The record of what was seen at one step.
 * @param wallTime seconds since 1970
 */
export function summaryRecord(wallTime: number, step: number, values: readonly SummaryValue[]): Uint8Array {
  return record(message(double(1, wallTime), int(2, step), bytes(5, message(values.map((value) => bytes(1, value))))));
}

/**
 * The record of a restart: readers forget what was told of this step and later ones.
 * @param wallTime seconds since 1970
 */
export function restartRecord(wallTime: number, step: number): Uint8Array {
  const START = 1;
  return record(message(double(1, wallTime), int(2, step), bytes(7, int(1, START))));
}

/** A number, kept as float32. @param description in Markdown; TensorBoard takes it from a tag's first value */
export function scalar(tag: string, value: number, description?: string): SummaryValue {
  return message(text(1, tag), described('scalars', description), float(2, value));
}

/**
 * A histogram of equal bins; empty ones at both ends are left out. Sums are of the middles of bins.
 * @param description as of {@link scalar}
 */
export function histogram(tag: string, { from, to, counts }: Histogram, description?: string): SummaryValue {
  const width = (to - from) / counts.length;
  const edge = (k: number) => (k === counts.length ? to : from + k * width);
  const first = Math.max(
    0,
    counts.findIndex((count) => count > 0),
  );
  const end = counts.findLastIndex((count) => count > 0) + 1;
  const bins = counts
    .slice(first, end)
    .map((count, k) => ({ count, middle: (edge(first + k) + edge(first + k + 1)) / 2 }));
  const total = (of: (bin: { count: number; middle: number }) => number) => bins.reduce((sum, bin) => sum + of(bin), 0);
  const proto = message(
    double(1, edge(first)),
    double(2, edge(end)),
    double(
      3,
      total(({ count }) => count),
    ),
    double(
      4,
      total(({ count, middle }) => count * middle),
    ),
    double(
      5,
      total(({ count, middle }) => count * middle * middle),
    ),
    doubles(
      6,
      bins.map((_, k) => edge(first + k + 1)),
    ),
    doubles(
      7,
      bins.map(({ count }) => count),
    ),
  );
  return message(text(1, tag), described('histograms', description), bytes(5, proto));
}

/** Data for a plugin of TensorBoard, which finds them in the tag's metadata. */
export function pluginData(tag: string, plugin: string, content: Uint8Array): SummaryValue {
  const metadata = bytes(1, message(text(1, plugin), bytes(2, content)));
  return message(text(1, tag), bytes(9, metadata), bytes(8, EMPTY_TENSOR));
}

/** A float tensor of shape [0]: a value must have something in it. */
const EMPTY_TENSOR = message(int(1, 1), bytes(2, bytes(2, new Uint8Array(0))));

function described(plugin: string, description: string | undefined): Uint8Array[] {
  return description === undefined ? [] : [bytes(9, message(bytes(1, text(1, plugin)), text(3, description)))];
}
