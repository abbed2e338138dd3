import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mcnemarBounds } from '../../src/util/statistics/mcnemar.ts';
import { signTest } from '../../src/util/statistics/paired-tests.ts';

const cells = fc.tuple(
  ...([0, 1, 2, 3].map(() => fc.nat(300)) as [
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
  ]),
);

it('claims no more than the whole table of right and wrong would', () => {
  fc.assert(
    fc.property(cells, ([both, onlyA, onlyB, neither]) => {
      const n = both + onlyA + onlyB + neither;
      fc.pre(n > 0);
      const { interval, p } = mcnemarBounds((both + onlyA) / n, (both + onlyB) / n, n);
      // McNemar's own test and Wald's interval, with the samples on which the two differ.
      const difference = (onlyA - onlyB) / n;
      const half = 1.96 * Math.sqrt(Math.max(0, (onlyA + onlyB) / n - difference ** 2) / n);
      expect(p).toBeGreaterThanOrEqual(signTest(onlyA, onlyB) - 1e-9);
      expect(interval[0]).toBeLessThanOrEqual(Math.max(-1, difference - half) + 1e-12);
      expect(interval[1]).toBeGreaterThanOrEqual(Math.min(1, difference + half) - 1e-12);
    }),
  );
});

it('is that test itself where no sample is right or none wrong by both', () => {
  const { p, interval } = mcnemarBounds(0.6, 0.4, 100);
  expect(p).toBeCloseTo(signTest(60, 40), 12);
  expect(interval[0]).toBeCloseTo(0.2 - 1.96 * Math.sqrt((1 - 0.04) / 100), 12);
});

it('a network at chance beside one at 94 % on 2,000 images is no chance', () => {
  const { p, interval } = mcnemarBounds(0.94, 0.1, 2000);
  expect(p).toBeLessThan(1e-100);
  expect(interval[0]).toBeGreaterThan(0.8);
  // Half of all samples beside the other half, and many: p is 1, not what a vanishing power of two leaves.
  expect(mcnemarBounds(0.5, 0.5, 4000).p).toBe(1);
  expect(mcnemarBounds(0.951, 0.95, 2000).p).toBeGreaterThan(0.05);
});
