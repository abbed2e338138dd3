import { describe, expect, it } from 'vitest';
import { initializerByName, initializers } from '../../src/nn/initializers.ts';
import { randomSource } from '../../src/util/random.ts';
import { UserError } from '../../src/util/user-error.ts';

const [I, O] = [300, 200];

function weights(name: string, seed = 1): Float64Array {
  const W = new Float64Array(I * O);
  initializerByName(name).weights(I, O, randomSource(seed).stream('init'), W, 1);
  return W;
}

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const std = (values: ArrayLike<number>) => {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (v) => (v - centre) ** 2)));
};

describe('initializers', () => {
  it.each([
    ['lecun-normal', Math.sqrt(1 / I)],
    ['lecun-uniform', Math.sqrt(1 / I)],
    ['glorot-normal', Math.sqrt(2 / (I + O))],
    ['glorot-uniform', Math.sqrt(2 / (I + O))],
    ['he-normal', Math.sqrt(2 / I)],
    ['he-uniform', Math.sqrt(2 / I)],
    ['nielsen', Math.sqrt(1 / I)],
    ['pytorch', Math.sqrt(1 / (3 * I))],
    ['normal:0.01', 0.01],
    ['uniform:0.05', 0.05 / Math.sqrt(3)],
  ])('%s has mean 0 and standard deviation %d', (name, expected) => {
    const W = weights(name);
    // 60,000 draws: four standard errors of the deviation are 1.2 %, of the mean 1.6 % of it.
    expect(Math.abs(std(W) / expected - 1)).toBeLessThan(0.012);
    expect(Math.abs(mean(W)) / expected).toBeLessThan(0.017);
  });

  it.each([
    ['glorot-uniform', Math.sqrt(6 / (I + O))],
    ['pytorch', 1 / Math.sqrt(I)],
    ['sklearn', Math.sqrt(6 / (I + O))],
  ])('%s stays within its limit and comes near it', (name, limit) => {
    const most = Math.max(...weights(name).map(Math.abs));
    expect(most).toBeLessThanOrEqual(limit);
    expect(most).toBeGreaterThan(0.999 * limit);
  });

  it('zeros are zeros', () => {
    expect(weights('zeros').every((w) => w === 0)).toBe(true);
  });

  it.each([
    [12, 7],
    [7, 12],
    [9, 9],
  ])('orthogonal [%d][%d]: its shorter side is orthonormal, times the gain', (rows, columns) => {
    const W = new Float64Array(rows * columns);
    initializerByName('orthogonal').weights(rows, columns, randomSource(1).stream('init'), W, 2);
    const vectors = Math.min(rows, columns);
    const at = (v: number, k: number) => (rows >= columns ? W[k * columns + v] : W[v * columns + k]);
    for (let u = 0; u < vectors; u++) {
      for (let v = 0; v < vectors; v++) {
        let dot = 0;
        for (let k = 0; k < Math.max(rows, columns); k++) dot += at(u, k) * at(v, k);
        // Measured worst: 9e-16.
        expect(Math.abs(dot - (u === v ? 4 : 0))).toBeLessThan(1e-14);
      }
    }
  });

  it('nielsen draws biases of N(0, 1), pytorch and sklearn those of the weights, the others none', () => {
    const biases = (name: string) => {
      const b = new Float64Array(20_000);
      initializerByName(name).biases?.(I, b.length, randomSource(2).stream('init'), b);
      return std(b);
    };
    expect(Math.abs(biases('nielsen') - 1)).toBeLessThan(0.02);
    expect(Math.abs(biases('pytorch') * Math.sqrt(3 * I) - 1)).toBeLessThan(0.02);
    expect(Math.abs(biases('sklearn') * Math.sqrt((I + 20_000) / 2) - 1)).toBeLessThan(0.02);
    expect(biases('he-normal')).toBe(0);
  });

  it('share draws: he-normal is lecun-normal times sqrt 2, and both rank as glorot-uniform does', () => {
    const [he, lecun, glorot] = [weights('he-normal'), weights('lecun-normal'), weights('glorot-uniform')];
    for (let k = 0; k < 1000; k++) {
      expect(he[k]).toBeCloseTo(lecun[k] * Math.SQRT2, 15);
      expect(he[k] > he[k + 1]).toBe(glorot[k] > glorot[k + 1]);
    }
  });

  it('are all found by name, with formula and source', () => {
    for (const { name, formula, source } of initializers) {
      expect(formula && source).toBeTruthy();
      expect(() => initializerByName(name.replace('NUMBER', '0.1'))).not.toThrow();
    }
  });

  it.each(['he-norml', 'normal', 'normal:-1', 'he-normal:2', 'uniform:a'])('%s is a UserError', (name) => {
    expect(() => initializerByName(name)).toThrow(UserError);
  });
});
