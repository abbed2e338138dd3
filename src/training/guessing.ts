import type { Head } from '../kernels/kernels.ts';
import { guessingLoss } from '../nn/heads/guessing.ts';
import { largest } from '../util/any-length.ts';

/** What guessing comes to, for one that knows how frequent each class is and nothing else. */
export interface Guessing {
  /** The share of the most frequent class. */
  readonly accuracy: number;
  /** The least loss of outputs that are the same for all samples; null where the head is not known. */
  readonly loss: number | null;
}

/**
 * What guessing comes to: for ten equal classes and softmax cross-entropy, 0.1 and ln 10.
 * @param head null where it is not known: nothing is said of the loss then
 * @param perClass [classes]: samples of each class in the training set
 */
export function guessing(head: Head | null, perClass: readonly number[]): Guessing {
  const samples = perClass.reduce((sum, n) => sum + n, 0);
  const shares = perClass.map((n) => n / samples);
  return { accuracy: largest(shares), loss: head && guessingLoss(head, shares) };
}

/** The way from guessing to perfect that an accuracy has come: 0 at guessing, 1 at perfect. */
export function wayOf(accuracy: number, guess: number): number {
  return guess < 1 ? (accuracy - guess) / (1 - guess) : 0;
}
