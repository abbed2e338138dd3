import { describe, expect, it } from 'vitest';
import { figure, outcomeOf, plusMinus, relative, times } from '../../../src/experiments/reproduction/figure.ts';

const accepted = [0.9, 1.1] as const;
const of = (...bySeed: (number | null)[]) => figure({ name: 'x', published: 1, accepted }, bySeed);

describe('a figure', () => {
  it('is the median over seeds', () => {
    expect(of(3, 1, 1.05)).toMatchObject({ measured: 1.05, unit: 'number', bySeed: [3, 1, 1.05] });
  });

  it('is none where a seed gave no number', () => {
    for (const lost of [null, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(of(1, 1, lost).measured).toBeNull();
      expect(outcomeOf(of(1, 1, lost))).toBe('not measured');
    }
    expect(outcomeOf(of())).toBe('not measured');
  });

  it.each([
    [0.8999, 'outside'],
    [0.9, 'reproduced'],
    [1.1, 'reproduced'],
    [1.1001, 'outside'],
  ])('%d beside 0.9 to 1.1: %s', (measured, outcome) => {
    expect(outcomeOf(of(measured))).toBe(outcome);
  });
});

describe('accepted ranges', () => {
  it('are differences, shares and factors', () => {
    expect(plusMinus(2, 0.5)).toEqual([1.5, 2.5]);
    expect(relative(2, 0.25)).toEqual([1.5, 2.5]);
    expect(times(2, 1.6)).toEqual([1.25, 3.2]);
  });
});
