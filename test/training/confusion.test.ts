import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusionOf, perClass } from '../../src/training/confusion.ts';

const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1 });

describe('confusionOf', () => {
  it('counts by true class, then by what was predicted', () => {
    expect(confusionOf([0, 1, 1, 2], [0, 1, 2, 2], 3)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 1],
    ]);
  });

  it('holds every sample once, the right ones on its diagonal', () => {
    fc.assert(
      fc.property(pairs, (samples) => {
        const matrix = confusionOf(
          samples.map(([p]) => p),
          samples.map(([, t]) => t),
          4,
        );
        expect(matrix.flat().reduce((a, b) => a + b)).toBe(samples.length);
        expect(matrix.reduce((sum, row, k) => sum + row[k], 0)).toBe(samples.filter(([p, t]) => p === t).length);
      }),
    );
  });
});

describe('perClass', () => {
  it('is precision, recall and their harmonic mean', () => {
    // Class 0: 6 of its 8 samples found; 9 predictions, 6 of them right.
    const [first] = perClass([
      [6, 2],
      [3, 9],
    ]);
    expect(first).toMatchObject({ class: 0, samples: 8, precision: 6 / 9, recall: 6 / 8 });
    expect(first.f1).toBeCloseTo(2 / (9 / 6 + 8 / 6), 15);
  });

  it('is all 1 where all is right, and 0 where nothing is', () => {
    expect(
      perClass([
        [3, 0],
        [0, 2],
      ]).map(({ precision, recall, f1 }) => [precision, recall, f1]),
    ).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(
      perClass([
        [0, 3],
        [2, 0],
      ]).map(({ precision, recall, f1 }) => [precision, recall, f1]),
    ).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('is null where there is nothing to divide by', () => {
    const [absent, unseen] = perClass([
      [0, 0, 0],
      [0, 0, 2],
      [0, 0, 1],
    ]);
    expect(absent).toEqual({ class: 0, samples: 0, precision: null, recall: null, f1: null });
    expect(unseen).toEqual({ class: 1, samples: 2, precision: null, recall: 0, f1: null });
  });

  it('has recalls whose mean by samples is the accuracy', () => {
    fc.assert(
      fc.property(pairs, (samples) => {
        const scores = perClass(
          confusionOf(
            samples.map(([p]) => p),
            samples.map(([, t]) => t),
            4,
          ),
        );
        const right = scores.reduce((sum, { recall, samples: n }) => sum + (recall ?? 0) * n, 0);
        expect(right).toBeCloseTo(samples.filter(([p, t]) => p === t).length, 9);
      }),
    );
  });
});
