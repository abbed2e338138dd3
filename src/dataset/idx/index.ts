import { arraySamples } from '../samples/array-samples.ts';
import type { Samples } from '../samples/samples.ts';
import type { IdxPair } from './find-files.ts';
import { readIdx } from './idx-file.ts';

/**
 * Images and labels out of two IDX files, of any type, gzipped or not.
 * @throws UserError where a file is broken, or they do not fit together
 */
export function readIdxPair({ images, labels }: IdxPair): Samples {
  const inputs = { ...readIdx(images), file: images };
  return arraySamples(images, inputs, { ...readIdx(labels), file: labels });
}
