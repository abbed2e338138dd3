import { logistic, logOnePlusExp } from '../expression/logistic.ts';
import { elementwise } from './elementwise.ts';

/** The log of the sigmoid, a softplus turned upside down: met in losses, rarely in hidden layers. */
export const logSigmoid = elementwise({
  name: 'log-sigmoid',
  aliases: ['logsigmoid'],
  formula: '-ln(1 + exp(-z))',
  range: [Number.NEGATIVE_INFINITY, 0],
  f: (z) => -logOnePlusExp(-z),
  df: (z) => logistic(-z),
  init: 'glorot-uniform',
  gain: 1.0419,
  source: 'Collobert, Kavukcuoglu & Farabet, Torch7 (2011)',
});
