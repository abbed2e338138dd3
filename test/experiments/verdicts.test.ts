import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActivationResult } from '../../src/experiments/comparison.ts';
import { bestActivation, telltaleMilestone, verdictsOf } from '../../src/experiments/verdicts.ts';
import { randomSource } from '../../src/util/random.ts';
import type { Course } from './records.ts';
import { ending, reaching, result } from './results.ts';

describe('the best activation', () => {
  const best = (...activations: ActivationResult[]) => bestActivation(activations)?.name;

  it('is told by the highest accuracy that some activation reaches with every seed', () => {
    const slow = result('slow', [{ test: [0.91, 0.98] }, { test: [0.92, 0.98] }]);
    const fast = result('fast', [{ test: [0.96, 0.97] }, { test: [0.96, 0.98] }]);
    expect(telltaleMilestone([fast, slow])).toBe('0.98');
    expect(best(fast, slow)).toBe('slow');
    expect(telltaleMilestone([fast])).toBe('0.97');
    expect(telltaleMilestone([result('once', reaching([4, null]))])).toBe('0.95');
    expect(telltaleMilestone([result('low', ending([0.5]))])).toBeNull();
  });

  it('reaches it first, else most often, else ends best, else learns fastest, else comes first', () => {
    expect(best(result('a', reaching([5, 5, 5])), result('b', reaching([4, 4, 9])))).toBe('b');
    const seldom = reaching([4, null, null, null]);
    expect(best(result('a', seldom), result('b', reaching([9, 9, null, null])))).toBe('b');
    expect(best(result('a', ending([0.5, 0.5])), result('b', ending([0.6, 0.6])))).toBe('b');
    const loss = (x: number): Course => ({ test: [0.5], train: [x] });
    expect(best(result('a', [loss(2)]), result('b', [loss(1)]))).toBe('b');
    expect(best(result('a', [loss(1)]), result('b', [loss(1)]))).toBe('a');
    expect(best(result('a', [{ status: 'diverged' }]), result('b', [loss(1)]))).toBe('b');
    expect(best()).toBeUndefined();
  });
});

describe('verdictsOf', () => {
  it('compares each other activation with the best, in speed and in accuracy', () => {
    const activations = [
      result('a', reaching([5, 6], [0.95, 0.95])),
      result('b', reaching([3, 3], [0.95, 0.96])),
      result('c', reaching([null, null])),
    ];
    const told = verdictsOf(activations).map(({ better, than, figure }) => `${better} > ${than}: ${figure}`);
    expect(told).toEqual([
      'b > a: epochsTo.0.95',
      'b > c: epochsTo.0.95',
      'b > a: testAccuracy',
      'b > c: testAccuracy',
    ]);
  });

  it('says nothing of one activation, or of none', () => {
    expect([verdictsOf([]), verdictsOf([result('a', reaching([3, 4]))])]).toEqual([[], []]);
  });

  it('shows nothing with five seeds, and a clear difference with six', () => {
    const [a, b] = [
      [9, 8, 9, 8, 9, 8],
      [3, 4, 5, 3, 4, 5],
    ];
    const shown = (n: number) =>
      verdictsOf([result('a', reaching(a.slice(0, n))), result('b', reaching(b.slice(0, n)))])[0];
    expect(shown(5)).toMatchObject({ better: 'b', shown: false, p: 2 / 2 ** 5, wins: 5, pairs: 5, difference: -5 });
    expect(shown(6)).toMatchObject({ better: 'b', shown: true, p: 2 / 2 ** 6, wins: 6, pairs: 6, difference: -4.5 });
  });

  it('shows nothing where mean and median point to different sides', () => {
    // b is a little ahead with 11 seeds and far behind with 9.
    const twenty = Array.from({ length: 20 }, (_, k) => k);
    const [a, b] = [twenty.map(() => 0.5), twenty.map((k) => (k < 11 ? 0.501 : 0.1))];
    const [, accuracy] = verdictsOf([result('a', ending(a)), result('b', ending(b))]);
    expect(accuracy).toMatchObject({ better: 'b', than: 'a', wins: 11, pairs: 20, shown: false });
    expect(accuracy.p).toBeLessThan(0.01);
  });

  it('takes pairs by seed, whatever their order, and leaves out a seed that only one has', () => {
    const [a, b] = [result('a', reaching([5, 7, 9, 4])), result('b', reaching([2, 3, 4]))];
    const [there] = verdictsOf([a, b]);
    const [turned] = verdictsOf([{ ...a, runs: a.runs.toReversed() }, b]);
    expect(turned).toEqual(there);
    expect(there).toMatchObject({ pairs: 3, difference: -4 });
  });
});

const course: fc.Arbitrary<Course> = fc.record({
  test: fc.array(fc.constantFrom(0.5, 0.8, 0.9, 0.94, 0.95, 0.96, 0.97), { minLength: 1, maxLength: 4 }),
  status: fc.constantFrom('finished', 'finished', 'finished', 'diverged', 'interrupted', 'early-stopped'),
});
const courses = fc.array(course, { minLength: 1, maxLength: 8 });

describe('whatever the runs were like', () => {
  it('swapping two activations changes nothing but the names of those that tie', () => {
    fc.assert(
      fc.property(courses, courses, (first, second) => {
        const [a, b] = [result('a', first), result('b', second)];
        const [there, back] = [verdictsOf([a, b]), verdictsOf([b, a])];
        for (const [k, verdict] of there.entries()) {
          const twin = back[k];
          if (verdict.better === twin.better) expect(twin).toEqual(verdict);
          else {
            expect(twin).toMatchObject({ better: verdict.than, shown: false, p: verdict.p, wins: verdict.wins });
            expect(2 * verdict.wins).toBeLessThanOrEqual(verdict.pairs);
            expect(verdict.difference ?? 0).toBeCloseTo(0, 12);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a verdict is whole, favours its better one, and shows nothing with fewer than six pairs', () => {
    fc.assert(
      fc.property(fc.array(courses, { minLength: 2, maxLength: 4 }), (all) => {
        const activations = all.map((one, k) => result(`n${k}`, one));
        for (const { difference, figure, shown, p, wins, pairs, text } of verdictsOf(activations)) {
          const favoured = figure === 'testAccuracy' ? 1 : -1;
          if (difference !== null) expect(favoured * difference).toBeGreaterThanOrEqual(0);
          expect(p === null).toBe(pairs < 2);
          if (shown) expect(p! <= 0.05 && pairs >= 6).toBe(true);
          expect(wins).toBeLessThanOrEqual(pairs);
          expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of four alike activations, any is shown to differ in at most 5 % of comparisons', () => {
    const { uniform } = randomSource(2).stream('alike');
    const trials = 1000;
    let alarms = 0;
    for (let trial = 0; trial < trials; trial++) {
      const alike = ['a', 'b', 'c', 'd'].map((name) => result(name, ending(Array.from({ length: 9 }, uniform))));
      if (verdictsOf(alike).some(({ shown }) => shown)) alarms++;
    }
    // Measured: 3.2 %; 5.0 % were p corrected for the comparisons with the best alone, 13.7 % were it left as it is.
    expect(alarms / trials).toBeLessThanOrEqual(0.05);
  });
});
