/** What two activations are compared by. */
export type ComparedFigure =
  /** Epochs until the test accuracy is `goal`, a share 0..1. */
  | { readonly kind: 'epochsTo'; readonly goal: number }
  /** At the end. */
  | { readonly kind: 'testAccuracy' }
  /** The training loss, averaged over the epochs. */
  | { readonly kind: 'areaUnderLoss' };

/** Two activations beside each other, seed by seed; the one ahead, if any is, is `better`. */
interface Pair {
  readonly figure: ComparedFigure;
  readonly better: string;
  readonly than: string;
  /** Seeds for which both have the figure. */
  readonly pairs: number;
}

/** How far one is ahead. */
export interface Lead extends Pair {
  /** Size of the median difference; null where it has none, since `than` has no figure in half of the pairs or more. */
  readonly size: number | null;
  /** Pairs in which `better` is better, and worse; the others are tied. */
  readonly wins: number;
  readonly losses: number;
  /** Pairs in which each has a figure: it got there, or did not diverge. */
  readonly betterHas: number;
  readonly thanHas: number;
}

/** A p, and for how many tests it was corrected. */
export interface PValue {
  readonly p: number;
  readonly tests: number;
}

/** What can, or cannot, be said of two activations. */
export type VerdictFacts =
  /** No seed has a figure for both. */
  | ({ readonly outcome: 'no-pairs' } & Pair)
  /** No pair differs; in `has` of them both have a figure. */
  | ({ readonly outcome: 'tied'; readonly has: number } & Pair)
  /** A single pair: chance may lie in the seed, and in the test samples. */
  | ({
      readonly outcome: 'one-seed';
      /**
       * What the test samples say of two accuracies: a 95 % interval of the difference and p, by McNemar's test; null of
       * other figures. From seed to seed nothing is known.
       */
      readonly samples?: {
        readonly count: number;
        readonly interval: readonly [number, number];
        readonly p: number;
      } | null;
    } & Lead)
  /** More than chance. */
  | ({ readonly outcome: 'shown' } & Lead & PValue)
  /** All pairs agree, but it would take `enough` of them. */
  | ({ readonly outcome: 'too-few'; readonly enough: number } & Lead & PValue)
  /** Chance is not ruled out; `atBest` where so few pairs never could, p being the least possible then. */
  | ({ readonly outcome: 'not-shown'; readonly atBest: boolean } & Pair & PValue);

/** A single pair. */
export type OneSeed = Extract<VerdictFacts, { outcome: 'one-seed' }>;

/** A sentence for each outcome, without a full stop. */
export type VerdictPhrases = {
  readonly [Outcome in VerdictFacts['outcome']]: (facts: Extract<VerdictFacts, { outcome: Outcome }>) => string;
};
