import { logistic, logOnePlusExp } from '../expression/logistic.ts';
import { elementwise } from './elementwise.ts';

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
