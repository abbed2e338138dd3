import { elementwise } from './elementwise.ts';

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

/** The logistic function: a soft step from 0 to 1, almost flat for large |z|. */
export const sigmoid = elementwise({
  name: 'sigmoid',
  aliases: ['logistic', 'expit'],
  formula: '1 / (1 + exp(-z))',
  range: [0, 1],
  f: logistic,
  df: logisticSlope,
  init: 'glorot-uniform',
  gain: 1,
  source: 'Rumelhart, Hinton & Williams, Learning representations by back-propagating errors (1986)',
});
