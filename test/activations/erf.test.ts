import { describe, expect, it } from 'vitest';
import { bell, erfcx, normalDistribution } from '../../src/activations/erf.ts';

describe('the error function', () => {
  // mpmath, 40 digits. Measured worst 2.2e-16 relative.
  it.each([
    [0, 1],
    [1e-300, 1],
    [0.001, 0.9988726200811514],
    [0.5, 0.6156903441929259],
    [1, 0.427583576155807],
    [3.75, 0.14558972127503855],
    [10, 0.05614099274382259],
    [26, 0.021683584850562907],
    [100, 0.005641613782989433],
    [1e10, 5.641895835477563e-11],
  ])('erfcx(%s) = %s', (x, truth) => {
    expect(Math.abs(erfcx(x) / truth - 1)).toBeLessThan(8e-16);
  });

  it('erfcx falls from 1 to 0 without a step, to the largest number', () => {
    for (let x = 0; x < 40; x += 1 / 32) expect(erfcx(x + 1 / 32)).toBeLessThan(erfcx(x));
    expect(erfcx(Number.MAX_VALUE)).toBeGreaterThan(0);
    expect(erfcx(Number.MAX_VALUE)).toBeLessThan(1e-308);
  });

  // mpmath again, down to where doubles end. Measured worst 2.2e-16.
  it.each([
    [-1, 0.15865525393145707],
    [-6, 9.86587645037698e-10],
    [-20, 2.7536241186062337e-89],
    [-37.5, 4.605353009581955e-308],
    [0, 0.5],
    [1.6448536269514722, 0.95],
    [9, 1],
  ])('P(N(0,1) <= %s) = %s', (z, truth) => {
    expect(Math.abs(normalDistribution(z) / truth - 1)).toBeLessThan(1e-15);
  });

  it('bell keeps its digits where x^2 has lost some', () => {
    // exp(-x^2 / 2) at x = 30.1, mpmath. The plain form is off by 9e-15 there.
    const truth = 1.8299036584778076e-197;
    expect(Math.abs(bell(30.1) / truth - 1)).toBeLessThan(5e-16);
  });

  it('ends are 0 and 1', () => {
    expect([bell(1e308), normalDistribution(-1e308), normalDistribution(1e308)]).toEqual([0, 0, 1]);
  });
});
