import type { Activation } from '../../activations/index.ts';
import { javascriptFunction } from '../../expression/print/javascript.ts';
import { UserError } from '../../util/user-error.ts';
import { formulas } from './formulas.ts';

/**
 * JavaScript for an activation, an expression that needs nothing around it: of a scalar function (z, p) => a, p the
 * learned number; of a vector function (z) => a, on one row.
 *
 * Made of its formula, or taken from the function itself where it uses nothing from outside, unless it stands in the
 * table of formulas. Either is run and
 * compared with the activation before it is given out, so that no file can hold another function.
 * @throws UserError for an activation of the user's own that uses more than its arguments
 */
export function activationSource(activation: Activation): string {
  const own = activation.scalar ? String(activation.scalar.f) : undefined;
  const formula = activation.expression?.();
  const candidates = [
    formulas[activation.name],
    formula && javascriptFunction(formula.f),
    own,
    own && `({ ${own} }).f`,
  ];
  const source = candidates.find((one) => one !== undefined && agrees(one, activation));
  if (source !== undefined) return source;
  throw new UserError({
    rule: 'f of an activation must use nothing but its arguments and Math, to be written into a file',
    received: activation.name,
    fix: 'put the constants and functions that it uses inside f',
  });
}

/** Where functions are compared: both tails, kinks, and what lies between. */
const POINTS = [
  ...Array.from({ length: 161 }, (_, k) => (k - 80) / 8),
  ...[-1e300, -745, -88.7, -37.3, -0.1, -1e-9, -0, 1e-9, 0.1, 2 / 3, 37.3, 88.7, 745, 1e300],
];

function agrees(source: string, activation: Activation): boolean {
  try {
    const { scalar, parameter } = activation;
    // Global scope: what stood around the function is out of sight, as it is in the file.
    const f = new Function(`'use strict'; return (${source})`)();
    if (!scalar) return ROWS.every((row) => same(f([...row]), rowOf(activation, row)));
    const slopes = parameter ? [parameter.initial, -1.5, 0, 2] : [0];
    return slopes.every((p) => POINTS.every((z) => Object.is(f(z, p), scalar.f(z, p))));
  } catch {
    return false;
  }
}

const ROWS = [[0], [1, 2, 3], [-1e308, 0, 1e308], [0.1, 0.1], POINTS];

function rowOf(activation: Activation, z: readonly number[]): Float64Array {
  const a = new Float64Array(z.length);
  activation.forward(1, z.length, Float64Array.from(z), a);
  return a;
}

function same(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  return one.length === other.length && Array.from(one).every((value, k) => Object.is(value, other[k]));
}
