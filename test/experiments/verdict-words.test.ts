import { describe, expect, it } from 'vitest';
import { verdictsOf } from '../../src/experiments/verdicts.ts';
import type { Course } from './records.ts';
import { ending, reaching, result } from './results.ts';

/** What is said of speed, then of accuracy, about a and b. */
const said = (a: readonly Course[], b: readonly Course[]) =>
  verdictsOf([result('a', a), result('b', b)]).map(({ text }) => text);
const ofSpeed = (a: readonly (number | null)[], b: readonly (number | null)[]) => said(reaching(a), reaching(b))[0];
const ofAccuracy = (a: readonly number[], b: readonly number[]) => said(ending(a), ending(b))[1];

const eight = [2, 3, 4, 5, 6, 7, 8, 9];
const never = (n: number) => Array<null>(n).fill(null);
const diverged: Course = { test: [0.5], status: 'diverged' };
const interrupted: Course = { test: [0.5], status: 'interrupted' };

describe('what is said of speed', () => {
  it.each([
    ['shown', eight, [1, 1, 1, 1, 1, 1, 1, 1], 'b reaches 95 % 4.5 epochs sooner than a (all 8 seeds, p = 0.00781)'],
    [
      'one epoch',
      [2, 3],
      [1, 2],
      'b reaches 95 % 1 epoch sooner than a (both seeds); 2 are too few to rule out chance (p = 0.5; 6 seeds could)',
    ],
    [
      'five agree',
      [5, 6, 7, 5, 6],
      [3, 4, 4, 3, 3],
      'b reaches 95 % 2 epochs sooner than a (all 5 seeds); 5 are too few to rule out chance (p = 0.0625; 6 seeds could)',
    ],
    [
      'three disagree',
      [5, 3, 7],
      [3, 4, 4],
      'no difference shown between b and a in epochs to 95 % with 3 seeds (p = 0.25 at best)',
    ],
    [
      'eight disagree',
      eight,
      [3, 2, 5, 4, 7, 6, 9, 8],
      'no difference shown between a and b in epochs to 95 % with 8 seeds (p = 1)',
    ],
    [
      'most, many tied',
      [...eight, 2, 2, 2, 2, 2, 2, 2, 2, 2],
      [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2],
      'b reaches 95 % sooner than a (8 of 17 seeds, 9 tied, p = 0.00781)',
    ],
    [
      'one seed',
      [4],
      [2],
      'b reaches 95 % 2 epochs sooner than a (one seed); one seed each: how it varies from seed to seed is not known',
    ],
    [
      'never',
      never(5),
      [3, 4, 4, 3, 3],
      'a never reaches 95 % (0 of 5 seeds); b does (5 of 5); 5 are too few to rule out chance (p = 0.0625; 6 seeds could)',
    ],
    ['never, shown', never(8), eight, 'a never reaches 95 % (0 of 8 seeds); b does (8 of 8, p = 0.00781)'],
    [
      'never, one seed',
      never(1),
      [3],
      'a never reaches 95 % (0 of 1 seed); b does (1 of 1); one seed each: how it varies from seed to seed is not known',
    ],
    ['seldom', [9, ...never(7)], eight.map(() => 3), 'a reaches 95 % in 1 of 8 seeds; b in 8 of 8 (p = 0.00781)'],
    [
      'never in one seed',
      [3, 4, null],
      [1, 2, 3],
      'b reaches 95 % 2 epochs sooner than a (all 3 seeds); 3 are too few to rule out chance (p = 0.25; 6 seeds could)',
    ],
  ])('%s', (_, a, b, text) => {
    expect(ofSpeed(a, b)).toBe(text);
  });

  it('is the training loss where no accuracy is reached, or always in the same epoch', () => {
    const flat = (loss: number, test: number) => ({ test: [test, test], train: [loss, loss] });
    expect(said([flat(0.25, 0.5)], [flat(0.3, 0.5)])[0]).toBe(
      'a has, on average over the epochs, a training loss 0.05 lower than b (one seed); one seed each: how it varies from seed to seed is not known',
    );
    expect(said([flat(0.25, 0.96), flat(0.2, 0.96)], [flat(0.5, 0.96), flat(0.5, 0.96)])[0]).toBe(
      'a has, on average over the epochs, a training loss 0.28 lower than b (both seeds); 2 are too few to rule out chance (p = 0.5; 6 seeds could)',
    );
  });

  it('leaves out a run that was interrupted before it got there', () => {
    expect(said([interrupted, ...reaching([4])], reaching([2, 3]))[0]).toBe(
      'b reaches 95 % 1 epoch sooner than a (one seed); one seed each: how it varies from seed to seed is not known',
    );
  });

  it('counts seeds with which neither gets there as tied', () => {
    expect(ofSpeed([5, 6, null], [3, 4, null])).toBe(
      'no difference shown between b and a in epochs to 95 % with 3 seeds (p = 0.25 at best)',
    );
    expect(ofSpeed([...eight, null], [...Array(8).fill(1), null])).toBe(
      'b reaches 95 % 4 epochs sooner than a (8 of 9 seeds, 1 tied, p = 0.00781)',
    );
  });

  it('is that there is no difference, where there is none', () => {
    expect(ofSpeed([3, 4], [3, 4])).toBe('a and b reach 95 % in the same epoch (both seeds)');
    expect(ofSpeed([3, null, 4], [3, null, 4])).toBe(
      'a and b reach 95 % in the same epoch or not at all (all 3 seeds)',
    );
    expect(said(ending([0.5]), ending([0.6]))[0]).toBe(
      'a and b have the same training loss on average over the epochs (one seed)',
    );
  });
});

describe('what is said of accuracy', () => {
  it.each([
    [
      [0.5, 0.52, 0.5],
      [0.512, 0.533, 0.511],
      'b ends with a test accuracy 1.2 percentage points higher than a (all 3 seeds); 3 are too few to rule out chance (p = 0.25; 6 seeds could)',
    ],
    [
      [0.5],
      [0.51],
      'b ends with a test accuracy 1 percentage point higher than a (one seed); on these 9 test samples that may be chance (95 % interval -61.6 to 61.6 points at the widest, McNemar), and how it varies from seed to seed is not known',
    ],
    [
      [0.5],
      [0.50001],
      'b ends with a test accuracy less than 0.01 percentage points higher than a (one seed); on these 9 test samples that may be chance (95 % interval -61.6 to 61.6 points at the widest, McNemar), and how it varies from seed to seed is not known',
    ],
    [[0.5, 0.6], [0.5, 0.6], 'a and b end with the same test accuracy (both seeds)'],
    [[0.5, 0.6], [0.6, 0.5], 'no difference shown between a and b in test accuracy with 2 seeds (p = 0.5 at best)'],
  ])('of %j beside %j', (a, b, text) => {
    expect(ofAccuracy(a, b)).toBe(text);
  });

  it('counts a diverged run as worse than all others', () => {
    expect(said([diverged, diverged, ...ending([0.6])], ending([0.2, 0.3, 0.7]))[1]).toBe(
      'a diverges in 2 of 3 seeds; b in 0 of 3; 3 are too few to rule out chance (p = 0.25; 6 seeds could)',
    );
    expect(said([diverged, diverged], [diverged, diverged])[1]).toBe('a and b diverge (both seeds)');
    expect(said([diverged, ...ending([0.6])], [diverged, ...ending([0.6])])[1]).toBe(
      'a and b end with the same test accuracy or diverge (both seeds)',
    );
  });

  it('makes no pair of an interrupted run', () => {
    expect(said([interrupted], ending([0.6]))[1]).toBe('no seed has a figure for both a and b in test accuracy');
    expect(said([interrupted, ...ending([0.5])], ending([0.3, 0.6]))[1]).toBe(
      'b ends with a test accuracy 10 percentage points higher than a (one seed); on these 9 test samples that may be chance (95 % interval -61.6 to 61.6 points at the widest, McNemar), and how it varies from seed to seed is not known',
    );
  });
});

describe('among several activations', () => {
  it('p is corrected for all pairs, and says so', () => {
    const [toB, toC] = verdictsOf([
      result('a', reaching([9, 9, 8])),
      result('b', reaching([3, 4, 3])),
      result('c', reaching([4, 5, 4])),
    ]);
    expect([toB.p, toC.p]).toEqual([0.75, 0.75]);
    expect(toC.text).toBe(
      'b reaches 95 % 1 epoch sooner than c (all 3 seeds); 3 are too few to rule out chance (p = 0.75, corrected for 3 tests; 7 seeds could)',
    );
  });
});
