import { expect, it } from 'vitest';
import { fitDefaults } from '../../src/runs/fit-defaults.ts';
import { chosenIn, resolveSettings } from '../../src/settings/resolve.ts';

const fitted = (count: number, values: Record<string, unknown> = {}) =>
  fitDefaults(resolveSettings({ values }), count, chosenIn({ values })).batchSize;

it('batches are no larger than all there is, unless somebody asked for it', () => {
  expect(fitted(20)).toBe(20);
  expect(fitted(8000)).toBe(32);
  expect(fitted(20, { batchSize: 64 })).toBe(64);
});

it('under batch norm no batch is left with one row, where that can be helped', () => {
  for (const count of [2, 3, 17, 33, 65, 8001]) {
    const size = fitted(count, { norm: 'batch' });
    expect(size).toBeLessThanOrEqual(32);
    expect(count % size).not.toBe(1);
  }
  expect(fitted(33, { norm: 'batch', dropLast: true })).toBe(32);
  expect(fitted(1, { norm: 'batch' })).toBe(1);
});
