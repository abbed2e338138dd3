import type { ReadingPhrases } from '../../../src/words/phrases/reading.ts';
import type { SamplesOf } from './samples-of.ts';

const file = 'table.csv';
const column = { place: 1, name: 'Unnamed: 0' };

export const reading: SamplesOf<ReadingPhrases> = {
  notes: {
    'index-left-out': [[{ kind: 'index-left-out', file, column }]],
    'empty-column-left-out': [[{ kind: 'empty-column-left-out', file, column: { place: 12, name: null } }]],
    'labels-by-place': [[{ kind: 'labels-by-place', file, column }]],
    'one-hot': [
      [{ kind: 'one-hot', file, first: { place: 785, name: 'label_0' }, last: { place: 794, name: 'label_9' } }],
    ],
    'numbered-header': [[{ kind: 'numbered-header', file, columns: 785 }]],
    'columns-in-another-order': [[{ kind: 'columns-in-another-order', file }]],
    'shades-converted': [[{ kind: 'shades-converted', file, from: [0, 1], to: [0, 255] }]],
    'first-column-of-labels': [[{ kind: 'first-column-of-labels', file, columns: 8 }]],
    transposed: [[{ kind: 'transposed', file, because: 'name' }], [{ kind: 'transposed', file, because: 'setting' }]],
    'empty-classes': [
      [{ kind: 'empty-classes', file, classes: [0], of: 27 }],
      [{ kind: 'empty-classes', file, classes: [0, 3, 4, 5, 98], of: 100 }],
    ],
    'scale-fitted': [[{ kind: 'scale-fitted', file, to: 'train' }], [{ kind: 'scale-fitted', file, to: 'these' }]],
    'array-left-out': [[{ kind: 'array-left-out', file: 'medmnist.npz', array: 'val_images' }]],
    'lone-label': [
      [{ kind: 'lone-label', file, label: '99', place: { unit: 'line', number: 57 } }],
      [{ kind: 'lone-label', file, label: 'setsoa', place: { unit: 'image', number: 0 } }],
      [{ kind: 'lone-label', file, label: '7', place: { unit: 'row', number: 3 } }],
    ],
  },
  scale: [
    [{ kind: '255', figures: null, asked: false, values: 'byte-pixels', shades: [0, 255], unit: 1 }],
    [{ kind: '255', figures: null, asked: false, values: 'bytes', shades: null, unit: 1 }],
    [{ kind: '1', figures: null, asked: false, values: 'unit-pixels', shades: [0, 1], unit: 1 }],
    [{ kind: '-1..1', figures: null, asked: true, values: 'byte-pixels', shades: [0, 255], unit: 1 }],
    [{ kind: 'standardize', figures: null, asked: false, values: 'numbers', shades: null, unit: 1 }],
    [
      {
        kind: 'standardize',
        figures: { mean: 33.3285, deviation: 78.5655 },
        asked: true,
        values: 'byte-pixels',
        shades: [0, 255],
        unit: 255,
      },
    ],
    [
      {
        kind: 'standardize',
        figures: { mean: 0, deviation: 1 },
        asked: false,
        values: 'other-pixels',
        shades: null,
        unit: 1,
      },
    ],
  ],
};
