import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { loadMnist10k } from '../../src/dataset/digits/mnist10k.ts';
import { fitScale, type Scale, scaleFacts, scaleFrom, scaleRow } from '../../src/dataset/scale.ts';
import { loadData } from '../../src/dataset/splits.ts';
import { needs } from '../support/needs.ts';
import { sharedMnist } from '../support/shared.ts';
import { mistakeOf } from './user-mistake.ts';

function dataset(values: Uint8Array | Float64Array, features: number, shape?: [number, number]): Dataset {
  const count = values.length / features;
  return { name: 'd', count, features, classes: 2, ...(shape && { shape }), values, labels: new Uint16Array(count) };
}

function applied(scale: Scale, { values, features }: Dataset): number[] {
  const row = scaleRow(scale, features, values instanceof Uint8Array);
  const out = new Float64Array(values.length);
  for (let from = 0; from < values.length; from += features) row(values, from, out, from);
  return [...out];
}

const allBytes = dataset(
  Uint8Array.from({ length: 256 }, (_, k) => k),
  256,
  [16, 16],
);
const pairs = dataset(Float64Array.of(1, 10, 3, 10, 5, 10), 2);

describe('fixed scales are exact for every byte', () => {
  const formulas: [name: string, f: (v: number) => number][] = [
    ['255', (v) => v / 255],
    ['256', (v) => v / 256],
    ['-1..1', (v) => (v - 127.5) / 127.5],
  ];
  it.each(formulas)('%s', (name, f) => {
    const scale = fitScale(name, allBytes);
    expect(scale).toEqual({ kind: name });
    expect(applied(scale, allBytes)).toEqual([...allBytes.values].map(f));
    const asFloats = { ...allBytes, values: Float64Array.from(allBytes.values) };
    expect(applied(scale, asFloats)).toEqual([...allBytes.values].map(f));
  });
});

describe('standardize', () => {
  it('takes one mean and deviation over all pixels of images', () => {
    const scale = fitScale('standardize', dataset(Uint8Array.of(0, 0, 0, 255), 2, [1, 2]));
    expect(scale.mean).toEqual([63.75]);
    expect(scale.deviation?.[0]).toBeCloseTo(63.75 * Math.sqrt(3), 12);
  });

  it('takes one for each column of a table, and 0 for constant columns', () => {
    const scale = fitScale('standardize', pairs);
    expect(scale).toEqual({ kind: 'standardize', mean: [3, 10], deviation: [Math.sqrt(8 / 3), 0] });
    const s = 2 / Math.sqrt(8 / 3);
    expect(applied(scale, pairs)).toEqual([-s, 0, 0, 0, s, 0]);
    expect(applied(scale, dataset(Float64Array.of(3, 99), 2))).toEqual([0, 0]);
  });

  it('gives any table mean 0 and variance 1', () => {
    const cell = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 50 }), (rows) => {
        const data = dataset(Float64Array.from(rows.flat()), 2);
        const scale = fitScale('standardize', data);
        const out = applied(scale, data);
        for (const column of [0, 1]) {
          const values = out.filter((_, k) => k % 2 === column);
          // A deviation down at the rounding of the values themselves is noise.
          if ((scale.deviation?.[column] ?? 0) < 1e-6) continue;
          expect(Math.abs(values.reduce((a, b) => a + b) / rows.length)).toBeLessThan(1e-3);
          expect(values.reduce((a, b) => a + b * b, 0) / rows.length).toBeCloseTo(1, 3);
        }
      }),
    );
  });

  it('takes a given mean and deviation of raw values', () => {
    const scale = fitScale('standardize:33.3285,78.5655', allBytes);
    expect(scale).toEqual({ kind: 'standardize', mean: [33.3285], deviation: [78.5655] });
    const [black, white] = [0, 255].map((byte) => applied(scale, allBytes)[byte]);
    // torchvision's Normalize(0.1307, 0.3081), of bytes over 255.
    expect(black).toBeCloseTo(-0.1307 / 0.3081, 12);
    expect(white).toBeCloseTo((1 - 0.1307) / 0.3081, 12);
  });

  it.each(['standardize:1', 'standardize:1,0', 'standardize:1,2,3', '255:1,2', 'standardize:a,b'])(
    '%s is refused',
    (text) => {
      expect(mistakeOf(() => fitScale(text, pairs)).message).toMatch(/number/);
    },
  );

  it('refuses values whose squares overflow', () => {
    const wild = dataset(Float64Array.of(1, 1e200, 2, -1e200), 2);
    expect(mistakeOf(() => fitScale('standardize', wild)).message).toMatch(/values of feature 2/i);
  });

  it('looks at nothing but the training part', () => {
    const { train } = loadMnist10k();
    const [mean] = fitScale('standardize', train).mean ?? [];
    expect(mean).toBeCloseTo(Uint8Array.from(train.values).reduce((a, b) => a + b, 0) / train.values.length, 10);
  });

  it("gives the literature's 0.1307 and 0.3081 on MNIST", needs('mnist'), async () => {
    const { mean, deviation } = fitScale('standardize', (await loadData(sharedMnist)).train);
    expect((mean?.[0] ?? 0) / 255).toBeCloseTo(0.1307, 4);
    expect((deviation?.[0] ?? 0) / 255).toBeCloseTo(0.3081, 4);
  });
});

describe('auto', () => {
  const cases: [what: string, data: Dataset, kind: string][] = [
    ['images', allBytes, '255'],
    ['bytes without a shape', dataset(Uint8Array.of(0, 7), 2), '255'],
    ['bytes kept as float64', dataset(Float64Array.of(0, 255), 2), '255'],
    ['switches', dataset(Uint8Array.of(0, 1), 2), 'standardize'],
    ['fractions', dataset(Float64Array.of(0.5, 7), 2), 'standardize'],
    ['negative numbers', dataset(Float64Array.of(-1, 7), 2), 'standardize'],
    ['numbers beyond bytes', dataset(Float64Array.of(256, 7), 2), 'standardize'],
  ];
  it.each(cases)('for %s', (_, data, kind) => {
    expect(fitScale('auto', data).kind).toBe(kind);
  });

  const shares = dataset(Float64Array.of(0, 0.5, 1, 0.25), 4, [2, 2]);
  const images: [what: string, data: Dataset, kind: string, values: string][] = [
    ['images in bytes', allBytes, '255', 'byte-pixels'],
    ['images in 0..1', { ...shares, shades: [0, 1] }, '1', 'unit-pixels'],
    ['images in -1..1', { ...shares, shades: [-1, 1] }, '1', 'unit-pixels'],
    ['images in 0..16', { ...shares, shades: [0, 16] }, 'standardize', 'other-pixels'],
    ['images of no known range', shares, 'standardize', 'other-pixels'],
  ];
  it.each(images)('for %s, by their shades; the reason is a fact', (_, data, kind, values) => {
    const scale = fitScale('auto', data);
    expect(scale.kind).toBe(kind);
    if (kind === '1') expect(applied(scale, data)).toEqual([...data.values]);
    expect(scale.mean?.length ?? 1).toBe(1);
    expect(scaleFacts('auto', scale, data)).toMatchObject({ kind, values, asked: false, unit: 1 });
  });
});

describe('figures of pixels over 255', () => {
  it('are taken as such for bytes, and as they are for pixels in 0..1', () => {
    const ofBytes = fitScale('standardize:0.1307,0.3081', allBytes);
    expect(ofBytes.mean?.[0]).toBeCloseTo(33.3285, 10);
    expect(ofBytes.deviation?.[0]).toBeCloseTo(78.5655, 10);
    const shares = {
      ...dataset(
        Float64Array.from(allBytes.values, (v) => v / 255),
        256,
        [16, 16],
      ),
      shades: [0, 1] as const,
    };
    const ofShares = fitScale('standardize:0.1307,0.3081', shares);
    expect(ofShares).toEqual({ kind: 'standardize', mean: [0.1307], deviation: [0.3081] });
    const [a, b] = [applied(ofBytes, allBytes), applied(ofShares, shares)];
    for (const [k, value] of a.entries()) expect(value).toBeCloseTo(b[k], 12);
    expect(scaleFacts('standardize:0.1307,0.3081', ofBytes, allBytes)).toMatchObject({ asked: true, unit: 255 });
  });

  it('are not guessed of tables', () => {
    expect(fitScale('standardize:0.5,0.5', pairs)).toEqual({ kind: 'standardize', mean: [0.5], deviation: [0.5] });
  });
});

it('none is another name of 1', () => {
  expect(fitScale('none', allBytes)).toEqual({ kind: '1' });
  expect(applied({ kind: '1' }, allBytes)).toEqual([...allBytes.values]);
});

describe('a saved scale', () => {
  it.each(['255', '256', '-1..1', 'standardize'])('%s survives JSON', (name) => {
    const scale = fitScale(name, pairs);
    const back = scaleFrom(JSON.parse(JSON.stringify(scale)), pairs);
    expect(back).toEqual(scale);
    expect(applied(back, pairs)).toEqual(applied(scale, pairs));
  });

  it('is refused where it was fitted to other samples, or is none', () => {
    const scale = fitScale('standardize', pairs);
    const wider = dataset(new Float64Array(6), 3);
    expect(mistakeOf(() => scaleFrom(scale, wider)).message).toMatch(/mean of the saved scale.*3.*received 2/is);
    expect(mistakeOf(() => scaleFrom({ ...scale, deviation: [1] }, pairs)).message).toMatch(/deviation/i);
    expect(mistakeOf(() => scaleFrom({ kind: 'standardize' }, pairs)).message).toMatch(/received 'none'/);
    expect(mistakeOf(() => scaleFrom({ kind: 'auto' }, pairs)).message).toMatch(/a saved scale must be one of/i);
  });
});

it('an unknown scale gets the nearest name', () => {
  expect(mistakeOf(() => fitScale('standardise', pairs)).message).toMatch(/did you mean standardize\?/i);
});
