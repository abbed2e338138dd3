import { logistic, logisticSlope } from '../expression/logistic.ts';
import { elementwise } from './elementwise.ts';

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
