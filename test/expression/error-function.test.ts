import { describe, expect, it } from 'vitest';
import { bell, erf, erfc, erfcx, normalDistribution } from '../../src/expression/error-function.ts';

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

  // Measured worst 2.5e-16 for erf, 7e-16 for erfc.
  it.each([
    [-6, -1],
    [-1.5, -0.9661051464753108],
    [-0.5, -0.5204998778130465],
    [-1e-9, -1.1283791670955127e-9],
    [0.001, 0.0011283787909692365],
    [0.3, 0.3286267594591274],
    [0.75, 0.7111556336535151],
    [0.999, 0.8422852702064969],
    [1, 0.8427007929497149],
    [1.001, 0.8431154854780762],
    [2, 0.9953222650189527],
    [3.5, 0.9999992569016276],
  ])('erf(%s) = %s', (x, truth) => {
    expect(Math.abs(erf(x) / truth - 1)).toBeLessThan(8e-16);
  });

  it.each([
    [-30, 2],
    [-2, 1.9953222650189528],
    [-0.3, 1.3286267594591274],
    [0, 1],
    [0.25, 0.7236736098317631],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2.5, 0.0004069520174449589],
    [5, 1.537459794428035e-12],
    [10, 2.088487583762545e-45],
    [20, 5.395865611607901e-176],
    [26.5, 2.2109076642637343e-307],
  ])('erfc(%s) = %s', (x, truth) => {
    expect(Math.abs(erfc(x) / truth - 1)).toBeLessThan(2e-15);
  });

  it('erf and erfc of 0, of the ends and of what is no number', () => {
    expect([erf(0), erf(1e308), erf(-1e308), erfc(1e308), erfc(-1e308)]).toEqual([0, 1, -1, 0, 2]);
    expect([erf(Number.NaN), erfc(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
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
