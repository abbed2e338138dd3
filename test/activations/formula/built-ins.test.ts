import { describe, expect, it } from 'vitest';
import { activationFromFormula } from '../../../src/activations/formula/from-formula.ts';
import { activations } from '../../../src/activations/index.ts';
import { scalarFormula } from '../../../src/expression/evaluate.ts';
import { hasLostDigits } from '../../expression/conditioning.ts';
import { sweep, ulpError } from '../../kernels/ulp.ts';

/** Every built-in that is a function of one number. */
const elementwise = activations.filter(({ scalar }) => scalar);
const inputs = sweep().filter(Number.isFinite);

/** Measured: 0 but for tanh-shrink, 2.1 where its difference keeps few digits. */
const UNITS = 4;

const apart = (one: number, other = Number.NaN) =>
  one === other ? 0 : Math.abs(one - other) / Math.max(1, Math.abs(other));

describe.each(elementwise.map((one) => [one.name, one] as const))('%s as its formula', (_name, activation) => {
  const formula = activation.expression?.() ?? expect.fail('it has none');
  const p = activation.parameter?.initial ?? 0;
  const scalar = activation.scalar ?? expect.fail('it is elementwise');

  it('gives the values of its own f, to 4 units in the last place of float32, at all magnitudes', () => {
    const f = scalarFormula(formula.f);
    let [worst, at] = [0, 0];
    for (const z of inputs) {
      // Below float32's normal numbers nothing is asked for, nor where a difference has lost the digits.
      if (Math.abs(scalar.f(z, p)) < 2 ** -126) continue;
      const error = ulpError(Math.fround(f(z, p)), scalar.f(z, p));
      if (error <= UNITS || hasLostDigits(formula.f, z, p)) continue;
      [worst, at] = [error, z];
    }
    expect(worst, `at ${at}`).toBeLessThanOrEqual(UNITS);
  });

  it('has the derivative of its own df, to 1e-12', () => {
    const [df, dfdp] = [scalarFormula(formula.df), formula.learned && scalarFormula(formula.learned.dfdp)];
    let [worst, at] = [0, 0];
    for (const input of inputs) {
      if (activation.kinks.some((kink) => Math.abs(input - kink) < 1e-6)) continue;
      const a = scalar.f(input, p);
      const error = Math.max(
        apart(df(input, p), scalar.df(input, a, p)),
        dfdp ? apart(dfdp(input, p), scalar.dfdp?.(input, a, p)) : 0,
      );
      if (!(error <= worst)) [worst, at] = [error, input];
    }
    expect(worst, `at ${at}`).toBeLessThanOrEqual(1e-12);
  });

  it('typed by a user has the same range, kinks, gain and monotony', () => {
    const typed = activationFromFormula(activation.formula);
    expect(typed.kinks).toEqual(activation.kinks);
    expect(typed.monotone).toBe(activation.monotone);
    activation.range.forEach((end, k) => {
      if (Number.isFinite(end)) expect(Math.abs(typed.range[k] - end)).toBeLessThan(1e-9);
      else expect(typed.range[k]).toBe(end);
    });
    expect(typed.parameter?.initial).toBe(activation.parameter?.initial);
  });
});

describe('what a formula is given to begin with', () => {
  /** Papers give these other weights than the shape of the function would. */
  const ofTheirOwn = ['selu', 'lecun-tanh', 'relu6', 'log-sigmoid'];

  it.each(elementwise.map((one) => [one.name, one] as const))('%s: the first weights of the registry', (name, one) => {
    const same = activationFromFormula(one.formula).init === one.init;
    expect(same).toBe(!ofTheirOwn.includes(name));
  });
});
