import type { NumberlessFacts } from '../../activations/formula/study.ts';

/** What is said of an activation that is a formula. */
export interface FormulaPhrases {
  /** A formula that is no number somewhere: one line before a training, or in `gradlens activations`. */
  numberless(facts: NumberlessFacts): string;
  readonly range: string;
  /** Whether it never falls. */
  monotone(holds: boolean): string;
  readonly ends: string;
  readonly slopeEnds: string;
  /** What it goes towards to the left and to the right; null where it goes nowhere. */
  towards(left: string | null, right: string | null): string;
  readonly kinks: string;
  readonly none: string;
  readonly gain: string;
  readonly init: string;
  readonly stable: string;
}
