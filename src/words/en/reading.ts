import type { ColumnReference } from '../../dataset/samples/notes.ts';
import type { ScaleFacts } from '../../dataset/scale-choice.ts';
import { ranges, significant } from '../numbers.ts';
import type { ReadingPhrases } from '../phrases/reading.ts';

const column = ({ place, name }: ColumnReference) => (name === null ? `column ${place}` : `column ${place} (${name})`);
const range = ([black, white]: readonly [number, number]) => `${black} to ${white}`;

/** What is said of data, in English. */
export const reading: ReadingPhrases = {
  notes: {
    'index-left-out': ({ file, column: left }) =>
      `${file}: ${column(left)} numbers or names the rows, and is left out.`,
    'empty-column-left-out': ({ file, column: left }) => `${file}: ${column(left)} is empty, and is left out.`,
    'labels-by-place': ({ file, column: taken }) =>
      `${file}: no column is named as that of labels; ${column(taken)} is taken for it.`,
    'one-hot': ({ file, first, last }) =>
      `${file}: labels are one-hot, in ${column(first)} to ${column(last)}; each row's 1 is its class.`,
    'numbered-header': ({ file, columns }) =>
      `${file}: the first row counts the ${columns} columns from 0 on, and is taken for their names.`,
    'columns-in-another-order': ({ file }) => `${file}: its columns were put in the order of the training's.`,
    'shades-converted': ({ file, from, to }) =>
      `${file}: pixels from ${range(from)} were brought to the training's, from ${range(to)}.`,
    'first-column-of-labels': ({ file, columns }) =>
      `${file}: of ${columns} columns, as QMNIST has them, the first is the label.`,
    transposed: ({ file, because }) =>
      because === 'name'
        ? `${file}: rows and columns of the images were exchanged, since EMNIST's files have them so (transpose: no leaves them).`
        : `${file}: rows and columns of the images were exchanged, as asked.`,
    'empty-classes': ({ file, classes, of }) =>
      classes.length === 1
        ? `${file}: class ${classes[0]} has no samples; labels go up to ${of - 1}, so that there are ${of} outputs.`
        : `${file}: classes ${ranges(classes, ' to ')} have no samples; labels go up to ${of - 1}, so that there are ${of} outputs.`,
    'scale-fitted': ({ file, to }) =>
      to === 'train'
        ? `The model does not hold the figures that its inputs were standardized by: those of the training part of ${file} were taken.`
        : `The model does not hold the figures that its inputs were standardized by: those of ${file} itself were taken, which are not those of its training.`,
    'array-left-out': ({ file, array }) =>
      `${file}: ${array} is left out; validation samples are held out of those to train on.`,
    'lone-label': ({ file, label, place }) =>
      `${file}: the label ${label} comes but once, at ${place.unit} ${place.number}: is it a slip?`,
  },
  scale: scaleText,
};

/** 'pixels / 255 (auto: images in bytes)' */
export function scaleText(facts: ScaleFacts): string {
  return `${scaled(facts)} (${reason(facts)})`;
}

function scaled({ kind, figures, values }: ScaleFacts): string {
  const what = values === 'bytes' || values === 'numbers' ? 'values' : 'pixels';
  if (kind === '1') return `${what} as they are`;
  if (kind === '-1..1') return `${what} / 127.5 - 1`;
  if (kind !== 'standardize') return `${what} / ${kind}`;
  if (!figures) return 'each column standardized';
  const { mean, deviation } = figures;
  return `${what} standardized by mean ${significant(mean)} and deviation ${significant(deviation)}`;
}

function reason({ asked, values, shades, unit }: ScaleFacts): string {
  if (unit !== 1) return `as set; the figures are those of pixels / ${unit}`;
  if (asked) return 'as set';
  if (values === 'byte-pixels') return 'auto: images in bytes';
  if (values === 'bytes') return 'auto: whole numbers from 0 to 255';
  if (values === 'numbers') return 'auto: numbers of any size';
  return shades ? `auto: pixels from ${range(shades)}` : 'auto: pixels of no known range';
}
