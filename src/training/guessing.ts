import type { Head } from '../kernels/kernels.ts';
import { largest } from '../util/any-length.ts';

/** What guessing comes to, for one that knows how frequent each class is and nothing else. */
export interface Guessing {
  /** The share of the most frequent class. */
  readonly accuracy: number;
  /** The least loss of outputs that are the same for all samples; null of a head whose outputs are of another kind. */
  readonly loss: number | null;
}

/**
 * What guessing comes to: for ten equal classes and softmax cross-entropy, 0.1 and ln 10. The outputs that do best are
 * the shares of the classes, for every head here (Gneiting & Raftery, Strictly Proper Scoring Rules (2007)).
 * @param perClass [classes]: samples of each class in the training set
 */
export function guessing(head: Head, perClass: readonly number[]): Guessing {
  const samples = perClass.reduce((sum, n) => sum + n, 0);
  const shares = perClass.map((n) => n / samples);
  return { accuracy: largest(shares), loss: lossOf(head, shares) };
}

/** The way from guessing to perfect that an accuracy has come: 0 at guessing, 1 at perfect. */
export function wayOf(accuracy: number, guess: number): number {
  return guess < 1 ? (accuracy - guess) / (1 - guess) : 0;
}

function lossOf(head: Head, shares: readonly number[]): number | null {
  // A class that never comes: its logit is very low, and not an infinity.
  const logit = logits[head.activation.name];
  if (!logit) return null;
  const O = shares.length;
  const row = shares.map((p) => logit(Math.min(1 - 1e-9, Math.max(1e-9, p))));
  const z = Float64Array.from({ length: O * O }, (_, k) => row[k % O]);
  const outputs = new Float64Array(O * O);
  head.activation.forward(O, O, z, outputs);
  const losses = new Float64Array(O);
  head.losses(O, O, z, outputs, Uint16Array.from(shares.keys()), losses);
  return shares.reduce((sum, p, k) => sum + p * losses[k], 0);
}

/** The logit that gives an output p. */
const logits: Readonly<Record<string, ((p: number) => number) | undefined>> = {
  softmax: Math.log,
  sigmoid: (p) => Math.log(p / (1 - p)),
  identity: (p) => p,
};
