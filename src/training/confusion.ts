/** How a class fared: of those told to be of it, how many were; of those that were, how many were found. */
export interface ClassScore {
  readonly class: number;
  readonly samples: number;
  /** null where nothing was predicted as this class */
  readonly precision: number | null;
  /** null where there is no sample of this class */
  readonly recall: number | null;
  /** harmonic mean of both; null where either is */
  readonly f1: number | null;
}

/** confusion[true class][predicted class] = number of samples. */
export function confusionOf(predictions: ArrayLike<number>, labels: ArrayLike<number>, classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let k = 0; k < predictions.length; k++) matrix[labels[k]][predictions[k]]++;
  return matrix;
}

/** Precision and recall of every class. */
export function perClass(confusion: readonly (readonly number[])[]): ClassScore[] {
  return confusion.map((row, c) => {
    const right = row[c];
    const samples = row.reduce((sum, n) => sum + n, 0);
    const predicted = confusion.reduce((sum, { [c]: n }) => sum + n, 0);
    const precision = predicted === 0 ? null : right / predicted;
    const recall = samples === 0 ? null : right / samples;
    const f1 = precision === null || recall === null ? null : right === 0 ? 0 : (2 * right) / (predicted + samples);
    return { class: c, samples, precision, recall, f1 };
  });
}
