import { UserError } from '../../util/user-error.ts';
import { emptyLike } from '../values.ts';
import type { Samples } from './samples.ts';

/** Whether rows and columns of images are exchanged: auto does so for EMNIST's own files, which have them exchanged. */
export type Transpose = 'auto' | boolean;

/** Cohen et al., arXiv:1702.05373 (2017): images are stored column by column, in the IDX files and in the tables. */
const EXCHANGED = /^emnist[-_]/i;

/**
 * The samples with rows and columns of their images exchanged, where that is asked for.
 * @param name of the file or the set
 * @throws UserError where it is asked for and samples are no images
 */
export function transposed(samples: Samples, name: string, transpose: Transpose): Samples {
  if (transpose === false || (transpose === 'auto' && !EXCHANGED.test(name))) return samples;
  const { shape, values, count, features } = samples;
  if (!shape) {
    if (transpose === 'auto') return samples;
    throw new UserError({
      rule: `${samples.path} must hold images, for their rows and columns to be exchanged`,
      received: `${features} values per sample`,
    });
  }
  const [rows, columns] = shape;
  const turned = emptyLike(values, values.length);
  for (let sample = 0, to = 0; sample < count; sample++) {
    const from = sample * features;
    for (let c = 0; c < columns; c++) for (let r = 0; r < rows; r++) turned[to++] = values[from + r * columns + c];
  }
  const because = transpose === true ? 'setting' : 'name';
  return {
    ...samples,
    shape: [columns, rows],
    values: turned,
    notes: [...samples.notes, { kind: 'transposed', file: samples.path, because }],
  };
}
