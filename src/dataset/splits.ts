import { nearest, UserError } from '../util/user-error.ts';
import { loadCsv } from './csv.ts';
import type { Splits } from './dataset.ts';
import { loadMnist10k } from './digits/mnist10k.ts';
import { type DivideOptions, divide } from './divide.ts';
import { statsAt } from './file.ts';
import { fingerprint } from './fingerprint.ts';
import { loadIdxFolder } from './idx.ts';
import type { LabelColumn } from './label-column.ts';

/** The data set that is always there. */
export const EMBEDDED = 'mnist10k';

/** How a data set is divided, and where a table has its labels. */
export interface LoadOptions extends DivideOptions {
  /** Where a table's labels stand; of no meaning for images. Default: auto. */
  readonly labelColumn?: LabelColumn;
}

/**
 * Loads `mnist10k`, a folder of IDX files or a table in a .csv file, and divides it. First `trainSize` takes samples
 * from the start of the training part, then `validation` takes the last or some of those; the test part is never touched.
 * @throws UserError for data that is missing or broken, and for sizes that leave nothing to train on
 */
export async function loadData(spec: string, options: LoadOptions = {}): Promise<Splits> {
  const { train, test } = await loadParts(spec, options);
  if (train.classes < 2) {
    throw new UserError({ rule: `${spec} must hold at least 2 classes`, received: 'all labels are 0' });
  }
  return {
    name: train.name.replace(/\/train$/, ''),
    ...divide(train, options),
    test,
    fingerprint: fingerprint(train, test),
  };
}

function loadParts(spec: string, { labelColumn = 'auto' }: LoadOptions) {
  if (spec === EMBEDDED) return loadMnist10k();
  const found = statsAt(spec);
  if (found?.isDirectory()) return loadIdxFolder(spec);
  if (found && /\.(csv|tsv|txt)$/i.test(spec)) return loadCsv(spec, { labelColumn });
  const meant = nearest(spec, [EMBEDDED]);
  throw new UserError({
    rule: `data must be ${EMBEDDED}, a folder with IDX files, or a .csv file`,
    received: found ? `${spec}, a file of another kind` : `${spec}, which does not exist`,
    fix: meant ? `did you mean ${meant}?` : 'fetch a folder with: gradlens data download mnist',
  });
}
