import { erf, erfc } from './error-function.ts';
import { logistic, logOnePlusExp } from './logistic.ts';

/** An operation on one or two numbers. */
export interface Operation {
  /** In float64. */
  readonly value: (u: number, v: number) => number;
  /** The slope by u, and by v where there is one, as formulas in u and v. Where a slope jumps it is that of one side. */
  readonly slopes: readonly string[];
  /** Whether the slope, or the value itself, jumps somewhere: where u (of max and min: u - v) crosses 0. */
  readonly kinked?: true;
}

const one = (value: (u: number) => number, slope: string, kinked?: true): Operation => ({
  value,
  slopes: [slope],
  ...(kinked && { kinked }),
});

/**
 * Everything that a formula can do with numbers, but for the choice `u > v ? ... : ...`. Slopes are written so that they
 * neither overflow nor cancel in the tails: tanh's is 4 sigmoid(2u) sigmoid(-2u), since 1 - tanh(u)^2 has no digits left
 * at u = 20.
 */
export const operations = {
  negate: one((u) => -u, '-1'),
  add: { value: (u, v) => u + v, slopes: ['1', '1'] },
  subtract: { value: (u, v) => u - v, slopes: ['1', '-1'] },
  multiply: { value: (u, v) => u * v, slopes: ['v', 'u'] },
  divide: { value: (u, v) => u / v, slopes: ['1 / v', '-(u / v) / v'] },
  power: { value: (u, v) => u ** v, slopes: ['v * u^(v - 1)', 'log(u) * u^v'] },
  min: { value: Math.min, slopes: ['u < v ? 1 : 0', 'u < v ? 0 : 1'], kinked: true },
  max: { value: Math.max, slopes: ['u > v ? 1 : 0', 'u > v ? 0 : 1'], kinked: true },
  exp: one(Math.exp, 'exp(u)'),
  expm1: one(Math.expm1, 'exp(u)'),
  log: one(Math.log, '1 / u'),
  log1p: one(Math.log1p, '1 / (1 + u)'),
  sqrt: one(Math.sqrt, '1 / (2 * sqrt(u))'),
  abs: one(Math.abs, 'sign(u)', true),
  sign: one(Math.sign, '0', true),
  tanh: one(Math.tanh, '4 * (sigmoid(2 * u) * sigmoid(-2 * u))'),
  sinh: one(Math.sinh, 'cosh(u)'),
  cosh: one(Math.cosh, 'sinh(u)'),
  sin: one(Math.sin, 'cos(u)'),
  cos: one(Math.cos, '-sin(u)'),
  atan: one(Math.atan, '1 / (1 + u^2)'),
  erf: one(erf, '2 / sqrt(pi) * exp(-u^2)'),
  erfc: one(erfc, '-2 / sqrt(pi) * exp(-u^2)'),
  sigmoid: one(logistic, 'sigmoid(u) * sigmoid(-u)'),
  softplus: one(logOnePlusExp, 'sigmoid(u)'),
  relu: one((u) => Math.max(0, u), 'u > 0 ? 1 : 0', true),
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** The operation of that name, without the narrower type of its own entry. */
export const operationOf = (name: OperationName): Operation => operations[name];
