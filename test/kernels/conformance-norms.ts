import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Kernels, Values } from '../../src/kernels/kernels.ts';

/** What the checks of an engine are written with. */
export interface ConformanceTools {
  /** Normal draws, rounded to the engine's precision so that plain sums start from the same numbers. */
  draw(seed: number, name: string, n: number): Values;
  filled(n: number, value: number): Values;
  /** Every entry of ours against the sum of its terms; NaN marks in ours show entries that were not written. */
  expectSums(ours: Values, terms: (k: number) => number[]): void;
  property<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void): void;
}

/** Added to variances: large enough that columns of equal numbers do not make all rounding count a thousandfold. */
const EPSILON = 0.01;

/** What batch norm and layer norm must do: sums of terms, written from the derivative of each output by each input. */
export function normConformance(kernels: Kernels, { draw, filled, expectSums, property }: ConformanceTools): void {
  const size = fc.integer({ min: 1, max: 19 });
  const shapes = fc.record({ B: size, O: size, seed: fc.integer() });
  const range = (n: number) => Array.from({ length: n }, (_, k) => k);

  /** Both norms in the words of one: groups of numbers with a mean of their own, columns of a batch or rows. */
  const norms = [
    {
      name: 'batch norm',
      moments: kernels.columnMoments,
      forward: kernels.batchNorm,
      groups: (_B: number, O: number) => O,
      group: (k: number, O: number) => k % O,
      members: (B: number, O: number, o: number) => range(B).map((row) => row * O + o),
    },
    {
      name: 'layer norm',
      moments: kernels.rowMoments,
      forward: kernels.layerNorm,
      groups: (B: number) => B,
      group: (k: number, O: number) => Math.floor(k / O),
      members: (_B: number, O: number, row: number) => range(O).map((o) => row * O + o),
    },
  ];

  /** Inputs away from zero, with their moments by the engine itself. */
  const inputs = ({ moments, groups }: (typeof norms)[number], B: number, O: number, seed: number) => {
    const x = draw(seed, 'x', B * O);
    for (let k = 0; k < B * O; k++) x[k] += 1;
    const [mean, variance] = [filled(groups(B, O), Number.NaN), filled(groups(B, O), Number.NaN)];
    moments(B, O, x, mean, variance);
    return {
      x,
      mean,
      variance,
      gain: draw(seed, 'gain', O),
      shift: draw(seed, 'shift', O),
      dy: draw(seed, 'dy', B * O),
    };
  };
  const factor = (variance: Values, m: number) => 1 / Math.sqrt(variance[m] + EPSILON);

  describe.each(norms)('$name', (norm) => {
    const { group, members } = norm;

    it('moments: means, and variances divided by the count', () =>
      property(shapes, ({ B, O, seed }) => {
        const { x, mean, variance } = inputs(norm, B, O, seed);
        const meanTerms = (m: number) => members(B, O, m).map((k, _, all) => x[k] / all.length);
        expectSums(mean, meanTerms);
        expectSums(variance, (m) => {
          const centre = meanTerms(m).reduce((a, b) => a + b, 0);
          return [...members(B, O, m).map((k, _, all) => x[k] ** 2 / all.length), -(centre ** 2)];
        });
      }));

    it('forward: gain x^ + shift', () =>
      property(shapes, ({ B, O, seed }) => {
        const { x, mean, variance, gain, shift } = inputs(norm, B, O, seed);
        const y = filled(B * O, Number.NaN);
        norm.forward(B, O, EPSILON, x, mean, variance, gain, shift, y);
        expectSums(y, (k) => {
          const [m, o] = [group(k, O), k % O];
          const scaled = gain[o] * factor(variance, m);
          return [scaled * x[k], -scaled * mean[m], shift[o]];
        });
      }));

    it('gradient: dx through the mean and the variance too, dgain and dshift summed over rows', () =>
      property(shapes, ({ B, O, seed }) => {
        const { x, mean, variance, gain, dy } = inputs(norm, B, O, seed);
        const [dx, dgain, dshift] = [filled(B * O, Number.NaN), filled(O, Number.NaN), filled(O, Number.NaN)];
        if (norm.forward === kernels.batchNorm)
          kernels.batchNormGradient(B, O, EPSILON, x, mean, variance, false, gain, dy, dx, dgain, dshift);
        else kernels.layerNormGradient(B, O, EPSILON, x, mean, variance, gain, dy, dx, dgain, dshift);
        const normal = (k: number) => (x[k] - mean[group(k, O)]) * factor(variance, group(k, O));
        // dy/dx = gain / deviation (1 where both are the same - 1/m - x^ x^ / m)
        expectSums(dx, (k) => {
          const all = members(B, O, group(k, O));
          return all.flatMap((j) => {
            const along = (dy[j] * gain[j % O] * factor(variance, group(k, O))) / all.length;
            return [...(j === k ? [along * all.length] : []), -along, -along * normal(j) * normal(k)];
          });
        });
        const column = (o: number) => range(B).map((row) => row * O + o);
        expectSums(dshift, (o) => column(o).map((k) => dy[k]));
        expectSums(dgain, (o) =>
          column(o).flatMap((k) => {
            const scaled = dy[k] * factor(variance, group(k, O));
            return [scaled * x[k], -scaled * mean[group(k, O)]];
          }),
        );
      }));
  });

  it('batch norm by running statistics: dx passes through the scale alone', () =>
    property(shapes, ({ B, O, seed }) => {
      const { x, gain, dy } = inputs(norms[0], B, O, seed);
      const [mean, variance] = [draw(seed, 'mean', O), filled(O, 2)];
      const [dx, dgain, dshift] = [filled(B * O, Number.NaN), filled(O, Number.NaN), filled(O, Number.NaN)];
      kernels.batchNormGradient(B, O, EPSILON, x, mean, variance, true, gain, dy, dx, dgain, dshift);
      expectSums(dx, (k) => [dy[k] * gain[k % O] * factor(variance, k % O)]);
      expectSums(dgain, (o) =>
        range(B).flatMap((row) => {
          const scaled = dy[row * O + o] * factor(variance, o);
          return [scaled * x[row * O + o], -scaled * mean[o]];
        }),
      );
    }));
}
