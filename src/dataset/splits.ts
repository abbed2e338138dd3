import { statSync } from 'node:fs';
import { randomSource } from '../util/random.ts';
import { requireWhole } from '../util/require.ts';
import { nearest, UserError } from '../util/user-error.ts';
import { type LabelColumn, loadCsv } from './csv.ts';
import { type Dataset, reordered, type Splits, slice } from './dataset.ts';
import { fingerprint } from './fingerprint.ts';
import { loadIdxFolder } from './idx.ts';
import { loadMnist10k } from './mnist10k.ts';

/** The data set that is always there. */
export const EMBEDDED = 'mnist10k';

/** Which training samples validation takes. */
export const holdOutNames = ['last', 'random'] as const;
export type HoldOut = (typeof holdOutNames)[number];

/** How a data set is divided, and where a table has its labels. */
export interface LoadOptions {
  /** Only the first so many training samples are used. Default: all. */
  readonly trainSize?: number;
  /** The last so many of them (or, below 1, the last share) are held out for validation. Default: 0, none. */
  readonly validation?: number;
  /** Which those are: the last ones, or some drawn from all, the same for every seed. Default: last. */
  readonly holdOut?: HoldOut;
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
  const { trainSize, validation, holdOut } = options;
  return {
    name: train.name.replace(/\/train$/, ''),
    ...divide(train, trainSize, validation, holdOut),
    test,
    fingerprint: fingerprint(train, test),
  };
}

function loadParts(spec: string, { labelColumn = 'auto' }: LoadOptions) {
  if (spec === EMBEDDED) return loadMnist10k();
  const found = statSync(spec, { throwIfNoEntry: false });
  if (found?.isDirectory()) return loadIdxFolder(spec);
  if (found && /\.(csv|tsv|txt)$/i.test(spec)) return loadCsv(spec, { labelColumn });
  const meant = nearest(spec, [EMBEDDED]);
  throw new UserError({
    rule: `data must be ${EMBEDDED}, a folder with IDX files, or a .csv file`,
    received: found ? `${spec}, a file of another kind` : `${spec}, which does not exist`,
    fix: meant ? `did you mean ${meant}?` : 'fetch a folder with: gradlens data download mnist',
  });
}

/**
 * Training and validation part of the first `trainSize` samples, as views where the last ones are held out.
 * @throws UserError where nothing would be left
 */
export function divide(
  data: Dataset,
  trainSize = data.count,
  validation = 0,
  holdOut: HoldOut = 'last',
): { train: Dataset; validation: Dataset | null } {
  requireWhole('--train-size', trainSize, 1);
  if (trainSize > data.count) {
    throw new UserError({ rule: `--train-size must be at most ${data.count}, all there is`, received: trainSize });
  }
  const used = slice(data, 0, trainSize);
  if (validation === 0) return { train: used, validation: null };
  const held = validation > 0 && validation < 1 ? Math.round(validation * trainSize) : validation;
  if (!Number.isSafeInteger(held) || held < 1 || held >= trainSize) {
    throw new UserError({
      rule: `--validation must leave samples on both sides: a whole number in 1..${trainSize - 1}, or a share below 1`,
      received: validation,
      fix: 'try --validation 0.1',
    });
  }
  const inOrder = holdOut === 'last' ? used : reordered(used, drawnOrder(trainSize));
  return {
    train: slice(inOrder, 0, trainSize - held),
    validation: slice(inOrder, trainSize - held, held, data.name.replace(/train$/, 'validation')),
  };
}

/** One order for all seeds, so that their runs are of the same samples. */
function drawnOrder(count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, k) => k);
  randomSource(0).stream('split').shuffle(order);
  return order;
}
