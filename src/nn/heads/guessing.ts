import type { Head } from '../../kernels/kernels.ts';

/**
 * The loss of a network that knows nothing but the number of classes, all as frequent: each of its outputs is 1 / classes.
 * For softmax and cross-entropy it is ln(classes): 2.303 for ten.
 */
export function guessingLoss(head: Head, classes: number): number {
  const logits = new Float64Array(classes).fill(guessingLogit(head, classes));
  const [outputs, losses] = [new Float64Array(classes), new Float64Array(1)];
  head.activation.forward(1, classes, logits, outputs);
  head.losses(1, classes, logits, outputs, Uint16Array.of(0), losses);
  return losses[0];
}

/** The net input at which the output is 1 / classes; softmax gives that for any that are equal. */
function guessingLogit({ activation: { scalar } }: Head, classes: number): number {
  if (!scalar) return 0;
  // Output activations rise with z: between these ends the place is halved until doubles have no middle left.
  let [low, high] = [-100, 100];
  for (let middle = 0; middle !== low && middle !== high; middle = (low + high) / 2) {
    if (scalar.f(middle, 0) < 1 / classes) low = middle;
    else high = middle;
  }
  return high;
}
