import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAxis, logAxis, tickTexts } from '../../src/charts/ticks.ts';

const finite = fc.oneof(
  fc.double({ min: -1e300, max: 1e300, noNaN: true }),
  fc.double({ min: -1e-320, max: 1e-320, noNaN: true }),
  fc.integer({ min: -9, max: 9 }),
);

describe('axes', () => {
  it('writes round numbers, as precise as they need', () => {
    expect(tickTexts(linearAxis(0, 2.3, 5, { round: true }))).toEqual(['0.0', '0.5', '1.0', '1.5', '2.0', '2.5']);
    expect(tickTexts(linearAxis(0, 9375, 5))).toEqual(['0', '2k', '4k', '6k', '8k']);
    expect(tickTexts(linearAxis(1, 3, 8, { whole: true }))).toEqual(['1', '2', '3']);
    expect(tickTexts(linearAxis(0, 3e-7, 3))).toEqual(['0', '1e-7', '2e-7', '3e-7']);
    expect(tickTexts(logAxis(0.04, 2.4, 6))).toEqual(['0.05', '0.1', '0.2', '0.5', '1', '2']);
    expect(tickTexts(logAxis(1e-9, 1, 6))).toEqual(['1e-9', '1e-7', '1e-5', '1e-3', '1e-1']);
  });

  it('has a few different ticks for any two ends', () => {
    fc.assert(
      fc.property(finite, finite, fc.integer({ min: 2, max: 12 }), fc.boolean(), (a, b, most, whole) => {
        const axis = linearAxis(Math.min(a, b), Math.max(a, b), most, { whole, round: true });
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
        expect(axis.ticks.length).toBeLessThanOrEqual(most + 3);
        expect(new Set(tickTexts(axis)).size).toBe(axis.ticks.length);
      }),
    );
  });

  it('finds ends around a single value, however large', () => {
    for (const value of [0, 1, 5e-324, 1e15, 1e300]) {
      for (const whole of [true, false]) {
        const { low, high, ticks } = linearAxis(value, value, 5, { whole });
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it('has ticks for any two positive ends on a log scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -290, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (e, d) => {
          const { ticks } = logAxis(10 ** e, 10 ** Math.min(300, e + d), 6);
          expect(ticks.length).toBeGreaterThanOrEqual(1);
          expect(ticks.length).toBeLessThanOrEqual(9);
        },
      ),
    );
  });
});
