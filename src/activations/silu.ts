import { logistic, logisticSlope } from '../expression/logistic.ts';
import { elementwise } from './elementwise.ts';

/** z weighed by its own sigmoid: a smooth rectifier that dips below zero, also found by search as Swish. */
export const silu = elementwise({
  name: 'silu',
  aliases: ['swish'],
  formula: 'z * sigmoid(z)',
  range: [-0.2784645427610738, Number.POSITIVE_INFINITY],
  monotone: false,
  f: (z) => z * logistic(z),
  df: (z) => logistic(z) + z * logisticSlope(z),
  init: 'he-normal',
  gain: 1.6765,
  source: 'Elfwing, Uchibe & Doya, Sigmoid-Weighted Linear Units (2018)',
});
