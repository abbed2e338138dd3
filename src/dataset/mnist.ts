import type { Splits } from './dataset.ts';
import type { DivideOptions } from './divide.ts';
import { EMBEDDED, loadData } from './splits.ts';

/** Which digits, and how they are divided. */
export interface MnistOptions extends DivideOptions {
  /** A folder with the four IDX files of MNIST or one of its kin, gzipped or not. Default: the embedded digits. */
  readonly folder?: string;
}

/**
 * Handwritten digits: the 10,000 that come along (8,000 to train, 2,000 to test), or those of a folder.
 * @throws UserError where the folder is missing or broken, and for sizes that leave nothing to train on
 */
export function loadMnist({ folder = EMBEDDED, ...options }: MnistOptions = {}): Promise<Splits> {
  return loadData(folder, options);
}
