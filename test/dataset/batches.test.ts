import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Batches } from '../../src/dataset/batches.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { type RandomStream, randomSource } from '../../src/util/random.ts';
import { mistakeOf } from './user-mistake.ts';

/** Sample k holds the values 2k and 2k + 1, and its label is k. */
function numbered(count: number): Dataset {
  return {
    name: 'numbered',
    count,
    features: 2,
    classes: count,
    values: Uint8Array.from({ length: 2 * count }, (_, k) => k),
    labels: Uint16Array.from({ length: count }, (_, k) => k),
  };
}

function epoch(batches: Batches): { labels: number[]; x: number[]; sizes: number[] } {
  const x = new Float64Array(batches.batchSize * 2);
  const labels = new Uint16Array(batches.batchSize);
  const seen = { labels: [] as number[], x: [] as number[], sizes: [] as number[] };
  batches.startEpoch();
  for (let step = 0; step < batches.steps; step++) {
    const rows = batches.fill(step, x, labels);
    seen.sizes.push(rows);
    seen.labels.push(...labels.subarray(0, rows));
    seen.x.push(...x.subarray(0, rows * 2));
  }
  return seen;
}

const scale = { kind: '255' } as const;
const shuffleOf = (seed: number): RandomStream => randomSource(seed).stream('shuffle');

describe('an epoch', () => {
  it('meets every sample once, with its own label, shuffled or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.boolean(), (count, draw, shuffled) => {
        const batchSize = 1 + (draw % count);
        const data = numbered(count);
        const shuffle = shuffled ? { shuffle: shuffleOf(draw) } : {};
        const { labels, x } = epoch(new Batches({ data, scale, batchSize, ...shuffle }));
        expect([...labels].sort((a, b) => a - b)).toEqual([...data.labels]);
        expect(x).toEqual(labels.flatMap((k) => [(2 * k) / 255, (2 * k + 1) / 255]));
      }),
    );
  });

  it('comes in file order without a stream', () => {
    const { labels, sizes } = epoch(new Batches({ data: numbered(10), scale, batchSize: 4 }));
    expect(labels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(sizes).toEqual([4, 4, 2]);
  });

  it('leaves out a last batch that is not full, if asked to', () => {
    const dropped = new Batches({ data: numbered(10), scale, batchSize: 4, dropLast: true });
    expect(dropped.steps).toBe(2);
    expect(epoch(dropped).sizes).toEqual([4, 4]);
    expect(new Batches({ data: numbered(8), scale, batchSize: 4, dropLast: true }).steps).toBe(2);
  });

  it('differs from the one before', () => {
    const batches = new Batches({ data: numbered(50), scale, batchSize: 7, shuffle: shuffleOf(1) });
    expect(epoch(batches).labels).not.toEqual(epoch(batches).labels);
  });

  it("depends on nothing but the stream's state before it, so that a resumed run meets the same", () => {
    const source = randomSource(5);
    const options = { data: numbered(50), scale, batchSize: 7 };
    const batches = new Batches({ ...options, shuffle: source.stream('shuffle') });
    epoch(batches);
    epoch(batches);
    const saved = JSON.parse(JSON.stringify(source.save()));
    const third = epoch(batches).labels;
    const resumed = randomSource(5);
    resumed.restore(saved);
    expect(epoch(new Batches({ ...options, shuffle: resumed.stream('shuffle') })).labels).toEqual(third);
  });
});

describe('a step', () => {
  it('rounds to float32 where the buffer is float32, and leaves the rest of it alone', () => {
    const batches = new Batches({ data: numbered(3), scale, batchSize: 2 });
    const x = new Float32Array(6).fill(-1);
    const labels = new Uint16Array(4).fill(99);
    expect(batches.fill(1, x, labels)).toBe(1);
    expect([...x]).toEqual([Math.fround(4 / 255), Math.fround(5 / 255), -1, -1, -1, -1]);
    expect([...labels]).toEqual([2, 99, 99, 99]);
  });

  it('is refused outside of the epoch, and buffers that are too small', () => {
    const batches = new Batches({ data: numbered(10), scale, batchSize: 4 });
    const [x, labels] = [new Float64Array(8), new Uint16Array(4)];
    for (const step of [-1, 3, Number.NaN]) expect(() => batches.fill(step, x, labels)).toThrow(RangeError);
    expect(() => batches.fill(0, x.subarray(1), labels)).toThrow(/x\[B\]\[I\] must hold 8 numbers/);
    expect(() => batches.fill(0, x, labels.subarray(1))).toThrow(/labels\[B\] must hold 4 numbers/);
  });
});

describe('mistakes', () => {
  const data = numbered(10);
  it.each([0, -1, 2.5, Number.NaN])('batch size %s', (batchSize) => {
    expect(() => new Batches({ data, scale, batchSize })).toThrow(/batchSize must be a whole number of at least 1/);
  });

  it('a batch larger than the data set', () => {
    const { message } = mistakeOf(() => new Batches({ data, scale, batchSize: 11 }));
    expect(message).toMatch(/batchSize must be at most 10, the samples of numbered; received 11/);
  });

  it('a scale fitted to other samples', () => {
    const other = { kind: 'standardize', mean: [1, 2, 3], deviation: [1, 1, 1] } as const;
    expect(mistakeOf(() => new Batches({ data, scale: other, batchSize: 1 })).message).toMatch(/3 values per sample/);
  });
});
