import { message, setting } from '../util/message.ts';
import { parseCall } from '../util/registry.ts';
import { UserError, unknownName } from '../util/user-error.ts';
import type { Dataset } from './dataset.ts';
import { fittingScale, type ScaleFacts, shadesIn, unitOf, valueKind } from './scale-choice.ts';

/**
 * What the setting takes. `auto` settles on 255 for images and other bytes, on 1 for images whose pixels are shares of 1
 * already, on standardize for all else. `none` is another name of 1.
 */
export const scaleNames = ['auto', '255', '256', '1', 'standardize', '-1..1'] as const;
/** Choice of the scale. */
export type ScaleName = (typeof scaleNames)[number];

/**
 * How values become inputs. Plain data, to be saved with a model and applied to new samples:
 * 255: v / 255; 256: v / 256; 1: v; -1..1: (v - 127.5) / 127.5; standardize: (v - mean) / deviation, 0 where the
 * deviation is 0.
 */
export interface Scale {
  readonly kind: Exclude<ScaleName, 'auto'>;
  /** For standardize: one mean for all pixels of images, or [features] means for a table, before scaling. */
  readonly mean?: readonly number[];
  /** The same for the standard deviation of the population. */
  readonly deviation?: readonly number[];
}

/** Writes the scaled `features` values of one sample, from `values[from]` on, to `target[to]` on. */
export type ScaleRow = (
  values: ArrayLike<number>,
  from: number,
  target: Float64Array | Float32Array,
  to: number,
) => void;

/** What every scale is: (v - mean) / deviation, 0 where the deviation is 0. One number of each for all, or one a column. */
export interface Standardization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** The scales that are the same for all data. */
export const fixedScales: Readonly<Record<Exclude<Scale['kind'], 'standardize'>, Standardization>> = {
  '255': { mean: [0], deviation: [255] },
  '256': { mean: [0], deviation: [256] },
  '1': { mean: [0], deviation: [1] },
  '-1..1': { mean: [127.5], deviation: [127.5] },
};

/** The numbers of a scale. */
export function standardizationOf({ kind, mean = [], deviation = [] }: Scale): Standardization {
  return kind === 'standardize' ? { mean, deviation } : fixedScales[kind];
}

/**
 * The name in `standardize` or `standardize:33.3285,78.5655`, with the mean and the deviation of raw values, if given.
 * @throws UserError for an unknown name, or numbers that it does not take
 */
export function parseScale(text: string): { name: ScaleName; given: readonly number[] } {
  const { name: written, args } = parseCall(setting('scale'), text);
  const name = written === 'none' ? '1' : written;
  if (!isScaleName(name)) throw unknownName(setting('scale'), text, scaleNames);
  const takesThem = name === 'standardize' && args.length === 2 && args[1] > 0;
  if (args.length > 0 && !takesThem) {
    throw new UserError({
      rule: 'only standardize takes numbers: a mean and a deviation above 0, of values before scaling',
      received: text,
      fix: 'for example standardize:33.3285,78.5655',
    });
  }
  return { name, given: args };
}

/**
 * The scale of that name, fitted to the training part alone, so that nothing of the test part leaks into training.
 * `standardize:MEAN,DEVIATION` is given, not fitted; figures of at most 1, of pixels in 0..255, are of those over 255, as
 * torchvision has them.
 * @throws UserError for an unknown name
 */
export function fitScale(text: string, train: Dataset): Scale {
  const { name, given } = parseScale(text);
  const kind = name === 'auto' ? fittingScale(train) : name;
  if (kind !== 'standardize') return { kind };
  if (given.length > 0) {
    const unit = unitOf(given, train);
    return { kind, mean: [given[0] * unit], deviation: [given[1] * unit] };
  }
  const columns = train.shape ? 1 : train.features;
  const { mean, deviation } = moments(train.values, columns);
  const wild = deviation.findIndex((d) => !Number.isFinite(d));
  if (wild >= 0) {
    throw new UserError({
      rule: `values of feature ${wild + 1} must be small enough to standardize (their squares must not overflow)`,
      fix: message`rescale the feature, or take another ${setting('scale')}`,
    });
  }
  return { kind, mean: [...mean], deviation: [...deviation] };
}

/** What is said of a scale. @param text the setting that {@link fitScale} made it of @param train what it was fitted to */
export function scaleFacts(text: string, { kind, mean = [], deviation = [] }: Scale, train: Dataset): ScaleFacts {
  const { name, given } = parseScale(text);
  return {
    kind,
    figures: mean.length === 1 ? { mean: mean[0], deviation: deviation[0] } : null,
    asked: name !== 'auto',
    values: valueKind(train),
    shades: shadesIn(train) ?? null,
    unit: given.length > 0 ? unitOf(given, train) : 1,
  };
}

/** A scale as read back from a file, before it is checked. */
export interface SavedScale {
  readonly kind: string;
  readonly mean?: readonly number[] | undefined;
  readonly deviation?: readonly number[] | undefined;
}

/**
 * A saved scale, for use on `data`.
 * @throws UserError where it is none, or was fitted to samples of another size
 */
export function scaleFrom({ kind, mean, deviation }: SavedScale, data: Pick<Dataset, 'name' | 'features'>): Scale {
  if (!isScaleName(kind) || kind === 'auto') throw unknownName('a saved scale', kind, scaleNames.slice(1));
  if (kind !== 'standardize') return { kind };
  for (const [name, figures] of Object.entries({ mean, deviation })) {
    if (figures && [1, data.features].includes(figures.length) && figures.length === mean?.length) continue;
    throw new UserError({
      rule: `${name} of the saved scale must hold 1 number or ${data.features}, as many as ${data.name} has features`,
      received: figures?.length ?? 'none',
    });
  }
  return { kind, mean: mean ?? [], deviation: deviation ?? [] };
}

/**
 * The function that applies a scale to samples of `features` numbers.
 * @param bytes whether all values are whole numbers in 0..255: they then go through a table of all 256 results
 */
export function scaleRow(scale: Scale, features: number, bytes: boolean): ScaleRow {
  const f = scaleValue(scale);
  if (!f) return standardizeColumns(standardizationOf(scale));
  const table = bytes ? byteTable(scale) : undefined;
  if (table) {
    return (values, from, target, to) => {
      for (let k = 0; k < features; k++) target[to + k] = table[values[from + k]];
    };
  }
  return (values, from, target, to) => {
    for (let k = 0; k < features; k++) target[to + k] = f(values[from + k]);
  };
}

/** [256] what each byte becomes; undefined for a scale that treats columns differently. */
export function byteTable(scale: Scale): Float64Array | undefined {
  const f = scaleValue(scale);
  return f && Float64Array.from({ length: 256 }, (_, byte) => f(byte));
}

/** The formula for every value alike; undefined where each column has its own. */
function scaleValue(scale: Scale): ((v: number) => number) | undefined {
  const { mean, deviation } = standardizationOf(scale);
  return mean.length === 1 ? (v) => standardized(v, mean[0], deviation[0]) : undefined;
}

/**
 * Population mean and standard deviation of each column of row-major values: two passes, the means first.
 * @param columns 1 takes all values together
 */
export function moments(
  values: Uint8Array | Float64Array,
  columns: number,
): { mean: Float64Array; deviation: Float64Array } {
  const rows = values.length / columns;
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns);
  for (let at = 0; at < values.length; at += columns) {
    for (let c = 0; c < columns; c++) mean[c] += values[at + c];
  }
  for (let c = 0; c < columns; c++) mean[c] /= rows;
  for (let at = 0; at < values.length; at += columns) {
    for (let c = 0; c < columns; c++) deviation[c] += (values[at + c] - mean[c]) ** 2;
  }
  for (let c = 0; c < columns; c++) deviation[c] = Math.sqrt(deviation[c] / rows);
  return { mean, deviation };
}

function standardizeColumns({ mean, deviation }: Standardization): ScaleRow {
  return (values, from, target, to) => {
    for (let k = 0; k < mean.length; k++) target[to + k] = standardized(values[from + k], mean[k], deviation[k]);
  };
}

function standardized(v: number, mean: number, deviation: number): number {
  return deviation === 0 ? 0 : (v - mean) / deviation;
}

function isScaleName(name: string): name is ScaleName {
  return (scaleNames as readonly string[]).includes(name);
}
