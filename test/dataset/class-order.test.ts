import fc from 'fast-check';
import { expect, it } from 'vitest';
import { classBalancedOrder } from '../../src/dataset/class-order.ts';

const labelLists = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 200 });

it('is an order of all samples, each class in its own', () => {
  fc.assert(
    fc.property(labelLists, (labels) => {
      const order = [...classBalancedOrder(Uint16Array.from(labels), 6)];
      expect([...order].sort((a, b) => a - b)).toEqual(labels.map((_, k) => k));
      for (let digit = 0; digit < 6; digit++) {
        const ofClass = order.filter((k) => labels[k] === digit);
        expect(ofClass).toEqual([...ofClass].sort((a, b) => a - b));
      }
    }),
  );
});

it('holds every class by its share in whatever is cut off either end', () => {
  fc.assert(
    fc.property(labelLists, fc.double({ min: 0, max: 1, noNaN: true }), (labels, share) => {
      const order = classBalancedOrder(Uint16Array.from(labels), 6);
      const cut = Math.round(share * labels.length);
      for (let digit = 0; digit < 6; digit++) {
        const all = labels.filter((label) => label === digit).length;
        const before = [...order.subarray(0, cut)].filter((k) => labels[k] === digit).length;
        // The cut lies near the same place for every class; with 6 classes it may fall 6 / 2 samples off.
        expect(Math.abs(before - (all * cut) / labels.length)).toBeLessThanOrEqual(1 + (3 * all) / labels.length);
      }
    }),
  );
});

it('puts the k-th of n at (k + 0.5) / n, ties to the lower class', () => {
  expect([...classBalancedOrder(Uint16Array.of(1, 1, 0, 0), 2)]).toEqual([2, 0, 3, 1]);
  expect([...classBalancedOrder(Uint16Array.of(0, 0, 0, 1), 2)]).toEqual([0, 1, 3, 2]);
});
