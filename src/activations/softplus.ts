import { elementwise } from './elementwise.ts';
import { logistic } from './sigmoid.ts';

/** ln(1 + exp(z)) without overflow and, for very negative z, without losing exp(z) beside the 1. */
export function logOnePlusExp(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** A rectifier with its corner rounded; its slope is the sigmoid. */
export const softplus = elementwise({
  name: 'softplus',
  aliases: ['smooth-relu'],
  formula: 'ln(1 + exp(z))',
  range: [0, Number.POSITIVE_INFINITY],
  f: logOnePlusExp,
  df: logistic,
  init: 'he-normal',
  gain: 1.0419,
  source: 'Dugas et al., Incorporating Second-Order Functional Knowledge for Better Option Pricing (2001)',
});
