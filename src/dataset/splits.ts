import type { Splits } from './dataset.ts';
import { type DivideOptions, divide } from './divide.ts';
import { fingerprint } from './fingerprint.ts';
import { divided } from './parts.ts';
import { EMBEDDED, readSource, type SourceOptions } from './read-source.ts';

export { EMBEDDED };

/** How a data set is read and divided. */
export interface LoadOptions extends DivideOptions, Omit<SourceOptions, 'alone'> {
  /** Where the test set comes from, if not from the data set itself. */
  readonly test?: string;
}

/**
 * Loads `mnist10k`, a folder of IDX files or a table, and divides it. First `trainSize` takes samples from the start of
 * the training part, then `validation` takes the last or some of those; the test part is never touched. The rows of a
 * table are put into a fixed order in which classes alternate, and the last fifth is its test part, unless `test` names
 * another source for that.
 * @throws UserError for data that is missing or broken, and for sizes that leave nothing to train on
 */
export async function loadData(spec: string, options: LoadOptions = {}): Promise<Splits> {
  const { test: other, ...reading } = options;
  const source = await readSource(spec, { ...reading, alone: other !== undefined });
  const { train, test, notes } = divided(source, other === undefined ? undefined : await readSource(other, reading));
  return {
    name: source.name,
    ...divide(train, options),
    test,
    notes,
    fingerprint: fingerprint(train, test),
  };
}
