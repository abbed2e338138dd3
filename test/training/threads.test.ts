import { expect, it } from 'vitest';
import { threadsFor } from '../../src/training/threads.ts';

it.each([
  ['one sample at a time', 101_770, 1, 16, 1],
  ['a small network', 23_860, 10, 16, 1],
  ['batches of eight', 101_770, 8, 2, 1],
  ['the default', 101_770, 32, 2, 2],
  ['the default on many cores', 101_770, 32, 64, 6],
  ['a wide network', 669_706, 128, 16, 16],
])('%s: as many threads as have work', (_what, parameters, batchSize, cores, threads) => {
  expect(threadsFor(parameters, batchSize, cores)).toBe(threads);
});
