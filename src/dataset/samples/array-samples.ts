import { UserError } from '../../util/user-error.ts';
import type { Values } from '../values.ts';
import type { DataNote } from './notes.ts';
import { describeArray, type NumberArray } from './number-array.ts';
import type { Labels, Samples } from './samples.ts';
import { imageIn, shadesOf } from './shades.ts';

/** An array and the file that it is of. */
export interface FileArray extends NumberArray {
  /** For messages: the file, and which of its arrays. */
  readonly file: string;
  /** Of an array of words: `values` are places in this list. */
  readonly words?: readonly string[];
}

/** Columns of QMNIST's labels: the class, then who wrote the digit, and where it comes from. */
const QMNIST_COLUMNS = 8;

/**
 * Samples out of two arrays: images [N][rows][columns], in grey also with one channel more, or rows [N][I]; labels [N],
 * one-hot [N][classes], or QMNIST's [N][8].
 * @param path of the samples, for messages
 * @throws UserError where the arrays are not of that form, or do not fit together
 */
export function arraySamples(path: string, inputs: FileArray, labels: FileArray | null): Samples {
  if (inputs.words) {
    throw new UserError({ rule: `${inputs.file} must hold numbers`, received: 'words', fix: 'are these the labels?' });
  }
  const { count, features, shape } = sizesOf(inputs);
  if (!(inputs.values instanceof Uint8Array)) requireFinite(inputs, features, shape);
  const found = labels && labelsIn(labels, inputs, count);
  const areBytes = inputs.type === 'uint8';
  const image = shape ? { shape, ...optionalShades(inputs.values, areBytes) } : imageIn(inputs.values, features, false);
  return {
    path,
    count,
    features,
    ...image,
    values: inputs.values,
    labels: found?.labels ?? null,
    notes: found?.notes ?? [],
    place: (sample) => ({ unit: shape ? 'image' : 'row', number: sample }),
  };
}

function optionalShades(values: Values, areBytes: boolean): Pick<Samples, 'shades'> {
  const shades = shadesOf(values, areBytes);
  return shades ? { shades } : {};
}

function sizesOf(array: FileArray): Pick<Samples, 'count' | 'features' | 'shape'> {
  const [count, ...size] = array.dimensions;
  if (size.length === 1) return { count, features: size[0] };
  // Keras puts the channels last, PyTorch first.
  const grey = size.length === 3 ? size.filter((n, k) => n !== 1 || k === 1) : size;
  if (grey.length === 2) return { count, features: grey[0] * grey[1], shape: [grey[0], grey[1]] };
  const isColour = size.length === 3 && (size[0] === 3 || size[2] === 3 || size[0] === 4 || size[2] === 4);
  throw new UserError({
    rule: `${array.file} must hold grey images (count x rows x columns) or rows of numbers (count x columns)`,
    received: describeArray(array),
    fix: isColour
      ? 'make grey of its colours first'
      : size.length === 0
        ? 'are image and label files swapped?'
        : 'are these the images?',
  });
}

function labelsIn(array: FileArray, inputs: FileArray, count: number): { labels: Labels; notes: DataNote[] } {
  const [rows, columns = 1] = array.dimensions;
  if (array.dimensions.length > 2) {
    const swapped = inputs.dimensions.length < 3;
    throw new UserError({
      rule: `${array.file} must hold labels: one number for each sample`,
      received: describeArray(array),
      fix: swapped ? 'are image and label files swapped?' : 'are these the labels?',
    });
  }
  if (rows !== count) {
    throw new UserError({
      rule: `${inputs.file} and ${array.file} must hold equally many images and labels`,
      received: `${count} images, ${rows} labels`,
      fix: 'take both files from the same data set',
    });
  }
  const where = `labels in ${array.file}`;
  if (columns === 1) {
    const { values, words } = array;
    return { labels: { values, where, ...(words && { words }) }, notes: [] };
  }
  const oneHot = oneHotIn(array.values, rows, columns);
  if (oneHot) return { labels: { values: oneHot, where }, notes: [] };
  if (columns === QMNIST_COLUMNS && array.type === 'int32') {
    const values = Float64Array.from({ length: rows }, (_, row) => array.values[row * columns]);
    return { labels: { values, where }, notes: [{ kind: 'first-column-of-labels', file: array.file, columns }] };
  }
  throw new UserError({
    rule: `${array.file} must hold one label for each sample: ${rows} numbers, one-hot rows, or QMNIST's ${QMNIST_COLUMNS} columns of int32`,
    received: describeArray(array),
    fix: 'keep the column of labels alone',
  });
}

/** [rows] the column that holds a 1, where each row has one and else 0. */
function oneHotIn(values: Values, rows: number, columns: number): Float64Array | undefined {
  const classes = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let ones = 0;
    for (let k = 0; k < columns; k++) {
      const value = values[row * columns + k];
      if (value === 1) classes[row] = k;
      if (value !== 0) ones += value === 1 ? 1 : 2;
    }
    if (ones !== 1) return undefined;
  }
  return classes;
}

function requireFinite({ file, values }: FileArray, features: number, shape: Samples['shape']): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  const [sample, at] = [Math.floor(wrong / features), wrong % features];
  const place = shape
    ? `image ${sample}, row ${Math.floor(at / shape[1])}, column ${at % shape[1]}`
    : `row ${sample}, column ${at}`;
  throw new UserError({
    rule: `${file}, ${place} (from 0): every value must be a finite number`,
    received: Number.isNaN(values[wrong]) ? 'not a number' : values[wrong],
    fix: 'mend or remove the sample',
  });
}
