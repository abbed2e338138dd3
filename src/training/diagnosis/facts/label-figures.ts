import type { Dataset } from '../../../dataset/dataset.ts';

/** Beyond so many classes, none is counted by itself. */
const MOST_CLASSES = 1000;

/** Which classes a data set has, and in what order. */
export interface LabelFigures {
  /** Samples of each class, by its number; null of very many classes. */
  readonly perClass: readonly number[] | null;
  /**
   * Neighbours in file order that differ in class, beside how many would in a random order: 1 where classes alternate by
   * chance, near 0 where the file is sorted by class; null of one class.
   */
  readonly mixed: number | null;
}

/** Figures of a data set's labels. */
export function labelFigures({ labels, classes, count }: Dataset): LabelFigures {
  const perClass = new Array<number>(classes).fill(0);
  let changes = 0;
  for (let k = 0; k < count; k++) {
    perClass[labels[k]]++;
    if (k > 0 && labels[k] !== labels[k - 1]) changes++;
  }
  const alike = perClass.reduce((sum, n) => sum + (n * (n - 1)) / (count * (count - 1)), 0);
  return {
    perClass: classes <= MOST_CLASSES ? perClass : null,
    mixed: count > 1 && alike < 1 ? changes / (count - 1) / (1 - alike) : null,
  };
}
