import { describe, expect, it } from 'vitest';
import { histogram, scalar, summaryRecord } from '../../../src/formats/tensorboard/event.ts';
import { readEvents } from './reader.ts';

const read = (value: Uint8Array) => readEvents(summaryRecord(12.5, 3, [value]))[0].summary?.value[0];

describe('summary values', () => {
  it.each([0, -1.5, 0.1, Number.NaN, Number.POSITIVE_INFINITY])('keep %f as float32, 0 too', (value) => {
    expect(read(scalar('loss/train', value))).toMatchObject({ tag: 'loss/train', simple_value: Math.fround(value) });
  });

  it('are of a step and a time', () => {
    expect(readEvents(summaryRecord(12.5, 3, []))[0]).toMatchObject({ wall_time: 12.5, step: 3 });
  });

  it('hold the bins of a histogram from the first to the last that is not empty', () => {
    expect(read(histogram('w', { from: -1, to: 4, counts: [0, 2, 0, 1, 0] }))?.histo).toEqual({
      min: 0,
      max: 3,
      num: 3,
      sum: 2 * 0.5 + 2.5,
      sum_squares: 2 * 0.25 + 6.25,
      bucket_limit: [1, 2, 3],
      bucket: [2, 0, 1],
    });
  });

  it('hold a histogram of nothing', () => {
    expect(read(histogram('w', { from: -1, to: 1, counts: [0, 0] }))?.histo).toMatchObject({ num: 0, bucket: [] });
  });
});
