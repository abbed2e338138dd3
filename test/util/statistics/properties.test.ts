import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomSource } from '../../../src/util/random.ts';
import { medianInterval } from '../../../src/util/statistics/bootstrap.ts';
import { holm, signFlipTest, signTest } from '../../../src/util/statistics/paired-tests.ts';
import { censoredMedian, mean, median, quantile } from '../../../src/util/statistics/quantile.ts';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const numbers = fc.array(number, { minLength: 1, maxLength: 12 });
/** Few values, so that many are tied. */
const differences = fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 24 });

/** The same values in another order. */
const twice = <T>(values: fc.Arbitrary<T[]>) =>
  values.chain((first) => fc.tuple(fc.constant(first), fc.shuffledSubarray(first, { minLength: first.length })));

describe('medians and quantiles', () => {
  it('are NaN of nothing and of NaN', () => {
    expect([median([]), median([1, Number.NaN, 2]), mean([])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('do not depend on the order, and leave the values as they were', () => {
    fc.assert(
      fc.property(twice(numbers), fc.double({ min: 0, max: 1, noNaN: true }), ([first, second], p) => {
        const before = [...first];
        expect(quantile(first, p)).toBe(quantile(second, p));
        expect(first).toEqual(before);
      }),
    );
  });

  it('rise from the least value to the greatest', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const found = [0, 0.1, 0.5, 0.8, 1].map((p) => quantile(values, p));
        expect([found[0], found[4]]).toEqual([Math.min(...values), Math.max(...values)]);
        for (let k = 1; k < found.length; k++) expect(found[k]).toBeGreaterThanOrEqual(found[k - 1] - 1e-9);
      }),
    );
  });
});

describe('censoredMedian', () => {
  it.each([
    [[], null],
    [[4], 4],
    [[null], null],
    [[3, null], null],
    [[3, 5, null], 5],
    [[3, null, null], null],
    [[3, 5, 6, null], 5.5],
    [[3, 5, null, null], null],
    [[null, null, null], null],
  ])('of %j is %j', (times, expected) => {
    expect(censoredMedian(times)).toBe(expected);
  });

  it('is the median of what is reached and of any times later than all, unless half never get there', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 50 })), { minLength: 1 }), (times) => {
        const never = times.filter((time) => time === null).length;
        const late = median(times.map((time, k) => time ?? 1000 + k));
        expect(censoredMedian(times)).toBe(2 * never >= times.length ? null : late);
      }),
    );
  });
});

describe('medianInterval', () => {
  it('is none from fewer than two values, and a point where all are the same', () => {
    expect([medianInterval([]), medianInterval([1])]).toEqual([null, null]);
    expect(medianInterval([2, 2, 2, 2])).toEqual([2, 2]);
  });

  it('is the whole range up to five values, and narrower from six on', () => {
    expect(medianInterval([5, 1, 3, 2, 4])).toEqual([1, 5]);
    expect(medianInterval([5, 1, 3, 2, 4, 6])).toEqual([1.5, 5.5]);
  });

  it('does not depend on the order, holds the median, and turns round with the sign', () => {
    fc.assert(
      fc.property(twice(fc.array(number, { minLength: 2, maxLength: 12 })), ([values, shuffled]) => {
        const [low, high] = medianInterval(values) as [number, number];
        expect(medianInterval(shuffled)).toEqual([low, high]);
        expect(low <= median(values) && median(values) <= high).toBe(true);
        expect(medianInterval(values.map((x) => 0 - x))).toEqual([0 - high, 0 - low]);
      }),
    );
  });

  it('is wider with more confidence, and works for a hundred values', () => {
    const { normal } = randomSource(1).stream('values');
    const values = Array.from({ length: 100 }, normal);
    const [low, high] = medianInterval(values) as [number, number];
    const [lower, higher] = medianInterval(values, 0.99) as [number, number];
    expect([lower < low, low < high, high < higher]).toEqual([true, true, true]);
  });

  // Between order statistics k and n + 1 - k lies the median unless fewer than k values fall on one side of it.
  it.each([
    [3, 1, 1 - 2 / 8],
    [5, 1, 1 - 2 / 32],
    [7, 2, 1 - (2 * (1 + 7)) / 128],
    [9, 2, 1 - (2 * (1 + 9)) / 512],
  ])('of %d values reaches from the %d. on and holds the true median with probability %d', (n, k, probability) => {
    expect(medianInterval(Array.from({ length: n }, (_, j) => j + 1))).toEqual([k, n + 1 - k]);
    const { normal } = randomSource(n).stream('coverage');
    const trials = 3000;
    let inside = 0;
    for (let trial = 0; trial < trials; trial++) {
      const [low, high] = medianInterval(Array.from({ length: n }, normal)) as [number, number];
      if (low <= 0 && 0 <= high) inside++;
    }
    const standardError = Math.sqrt((probability * (1 - probability)) / trials);
    expect(Math.abs(inside / trials - probability)).toBeLessThan(3.5 * standardError);
  });
});

describe('signFlipTest', () => {
  it('has no p below 2^(1-n), and that where all differences agree', () => {
    for (const n of [1, 2, 3, 5, 6, 10]) {
      expect(signFlipTest(Array.from({ length: n }, (_, k) => k + 1))).toBe(2 ** (1 - n));
    }
  });

  it('is 1 of nothing and of no differences, and counts 0.1 + 0.2 - 0.3 as 0', () => {
    expect([signFlipTest([]), signFlipTest([0, 0, 0]), signFlipTest([0.1, 0.2, -0.3])]).toEqual([1, 1, 1]);
  });

  it('does not depend on order, direction or scale', () => {
    fc.assert(
      fc.property(twice(differences), ([first, second]) => {
        const p = signFlipTest(first);
        expect(p > 0 && p <= 1).toBe(true);
        expect(signFlipTest(second)).toBe(p);
        expect(signFlipTest(first.map((d) => -d))).toBe(p);
        expect(signFlipTest(first.map((d) => d * 0.1))).toBe(p);
      }),
    );
  });

  it('does not depend on order or direction where patterns are drawn, and counts the one that was seen', () => {
    const { normal } = randomSource(7).stream('differences');
    const many = Array.from({ length: 30 }, normal);
    const p = signFlipTest(many);
    expect(p > 0.01 && p < 1).toBe(true);
    expect([signFlipTest(many.toReversed()), signFlipTest(many.map((d) => -d))]).toEqual([p, p]);
    expect(signFlipTest(many.map(Math.abs))).toBe(1 / 10_001);
  });

  it('gives a false alarm at 0.05 in at most 5 % of alike pairs', () => {
    const { normal } = randomSource(5).stream('alike');
    const trials = 2000;
    const alarms = Array.from({ length: trials }, () => signFlipTest(Array.from({ length: 8 }, normal))).filter(
      (p) => p <= 0.05,
    ).length;
    // Exactly 12 of 256 patterns are that far out: 4.7 %, give or take 0.5 % (one standard error).
    expect(Math.abs(alarms / trials - 12 / 256)).toBeLessThan(0.015);
  });
});

describe('signTest', () => {
  it('is the sign-flip test of differences of one size', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), (wins, losses) => {
        const same = [...Array(wins).fill(1), ...Array(losses).fill(-1)];
        expect(signTest(wins, losses)).toBeCloseTo(signFlipTest(same), 14);
      }),
    );
  });
});

describe('holm', () => {
  it('lies between the p itself and Bonferroni’s, and keeps their order', () => {
    const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(ps, (values) => {
        const corrected = holm(values);
        for (const [k, p] of values.entries()) {
          expect(corrected[k] >= p && corrected[k] <= Math.min(1, p * values.length)).toBe(true);
          for (const [j, q] of values.entries()) if (q <= p) expect(corrected[j]).toBeLessThanOrEqual(corrected[k]);
        }
      }),
    );
  });
});
