import type { Head } from '../../kernels/kernels.ts';

/**
 * The least loss of a network that answers the same to all, since it knows nothing but how frequent the classes are: its
 * outputs are their shares, which do best for every head here (Gneiting & Raftery, Strictly Proper Scoring Rules (2007)).
 * For softmax and cross-entropy and C equal classes it is ln C: 2.303 for ten.
 * @param shares [classes], which add up to 1
 */
export function guessingLoss(head: Head, shares: readonly number[]): number {
  const C = shares.length;
  // A class that never comes: its logit is very low, and not an infinity.
  const row = shares.map((p) => logitOf(head, Math.min(1 - 1e-9, Math.max(1e-9, p))));
  const z = Float64Array.from({ length: C * C }, (_, k) => row[k % C]);
  const [outputs, losses] = [new Float64Array(C * C), new Float64Array(C)];
  head.activation.forward(C, C, z, outputs);
  head.losses(C, C, z, outputs, Uint16Array.from(shares.keys()), losses);
  return shares.reduce((sum, p, k) => sum + p * losses[k], 0);
}

/** The logit at which the output is p. */
function logitOf({ activation: { scalar } }: Head, p: number): number {
  // Softmax, the one that is a function of whole rows.
  if (!scalar) return Math.log(p);
  // Output activations rise with z: between these ends the place is halved until doubles have no middle left.
  let [low, high] = [-100, 100];
  for (let middle = 0; middle !== low && middle !== high; middle = (low + high) / 2) {
    if (scalar.f(middle, 0) < p) low = middle;
    else high = middle;
  }
  return high;
}
