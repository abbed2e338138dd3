/**
 * For every phrase that is a function, lists of arguments to try it with; texts need none. A phrase without a sample is
 * a type error.
 */
export type SamplesOf<P> = {
  readonly [K in keyof P as P[K] extends string
    ? never
    : P[K] extends Readonly<Record<string, string>>
      ? never
      : K]: P[K] extends (...facts: infer Facts) => unknown
    ? readonly [Readonly<Facts>, ...Readonly<Facts>[]]
    : SamplesOf<P[K]>;
};
