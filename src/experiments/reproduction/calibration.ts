/** Predicted classes with the probability that each was given. */
export interface Judgements {
  /** [count] */
  readonly predictions: ArrayLike<number>;
  /** [count], 0..1 */
  readonly confidence: ArrayLike<number>;
}

/** The samples whose confidence lies in one of equal bins of 0..1. */
export interface ReliabilityBin {
  readonly samples: number;
  /** Mean of it. */
  readonly confidence: number;
  /** Share of right ones. */
  readonly accuracy: number;
}

/**
 * Accuracy by confidence, in bins of equal width, empty ones left out: the reliability diagram.
 * Source: Niculescu-Mizil & Caruana, Predicting Good Probabilities With Supervised Learning (2005).
 */
export function reliability(
  { predictions, confidence }: Judgements,
  labels: ArrayLike<number>,
  bins: number,
): ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ samples: 0, confidence: 0, right: 0 }));
  for (let k = 0; k < confidence.length; k++) {
    // A confidence of 1 belongs to the last bin.
    const bin = sums[Math.min(bins - 1, Math.floor(confidence[k] * bins))];
    bin.samples++;
    bin.confidence += confidence[k];
    if (predictions[k] === labels[k]) bin.right++;
  }
  return sums
    .filter(({ samples }) => samples > 0)
    .map(({ samples, confidence, right }) => ({
      samples,
      confidence: confidence / samples,
      accuracy: right / samples,
    }));
}

/** |accuracy - confidence|, weighted by the samples of each bin. Source: Guo et al. (2017), equation 3. */
export function calibrationError(judgements: Judgements, labels: ArrayLike<number>, bins: number): number {
  return reliability(judgements, labels, bins).reduce((sum, { samples, confidence, accuracy }) => {
    return sum + (samples / judgements.confidence.length) * Math.abs(accuracy - confidence);
  }, 0);
}
