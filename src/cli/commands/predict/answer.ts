/** What the outputs of a network come down to. */
export interface Answer {
  /** The class with the largest output. */
  readonly digit: number;
  readonly probability: number;
  /** Whether the answer is hardly better than a guess. */
  readonly unsure: boolean;
  /** Classes that it may be, likeliest first; only the digit, where the answer is sure. */
  readonly candidates: readonly number[];
}

/** Below this the best answer is more likely wrong than right. */
const LIKELY = 0.5;
/** A rival is what has more than this share of the best. */
const RIVAL = 0.5;

/** The answer of outputs [O]: unsure where the best is below one half, or another has more than half of the best. */
export function answerOf(outputs: readonly number[]): Answer {
  const [digit, ...others] = Array.from(outputs.keys()).sort((a, b) => outputs[b] - outputs[a]);
  const probability = outputs[digit];
  const rivals = others.filter((one) => outputs[one] > RIVAL * probability).slice(0, 2);
  return { digit, probability, unsure: rivals.length > 0 || !(probability >= LIKELY), candidates: [digit, ...rivals] };
}
