/** 1 / (1 + exp(-z)) without overflow: exp is only ever taken of a number that is not positive. */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** d logistic / dz = e / (1 + e)^2 with e = exp(-|z|): exact in both tails, where a (1 - a) would cancel. */
export function logisticSlope(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return e / ((1 + e) * (1 + e));
}

/** ln(1 + exp(z)) without overflow and, for very negative z, without losing exp(z) beside the 1. */
export function logOnePlusExp(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
