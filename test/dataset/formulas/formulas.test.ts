import { expect, it } from 'vitest';
import { shapeNames } from '../../../src/dataset/formulas/index.ts';
import { loadData } from '../../../src/dataset/splits.ts';

it.each(shapeNames)(
  '%s: two inputs, balanced classes, the same for the same text, other for another seed',
  async (name) => {
    const one = await loadData(name);
    expect(one.train.count + one.test.count).toBe(500);
    expect(one.train).toMatchObject({ features: 2, classes: name === 'blobs' ? 3 : 2, columns: ['x1', 'x2'] });
    for (const part of [one.train, one.test]) {
      const times = [0, 1].map((label) => part.labels.filter((k) => k === label).length);
      expect(Math.abs(times[0] - times[1])).toBeLessThanOrEqual(2);
    }
    expect((await loadData(name)).fingerprint).toBe(one.fingerprint);
    expect((await loadData(`${name}:500,0.1,1`)).fingerprint).not.toBe(one.fingerprint);
  },
);

it('without noise, points lie on their curves', async () => {
  const { train } = await loadData('circles:200,0');
  for (let k = 0; k < train.count; k++) {
    expect(Math.hypot(train.values[2 * k], train.values[2 * k + 1])).toBeCloseTo(train.labels[k] === 0 ? 1 : 0.5, 12);
  }
  const xor = (await loadData('xor:100,0')).train;
  for (let k = 0; k < xor.count; k++) expect(xor.values[2 * k] * xor.values[2 * k + 1] > 0).toBe(xor.labels[k] === 0);
});

it.each(['moons:3', 'moons:x', 'moons:100,-1', 'moons:100,0.1,0.5', 'moons:100,0.1,0,4', 'moons:'])(
  '%s is refused',
  async (spec) => {
    await expect(loadData(spec)).rejects.toThrow(/by formula is moons:samples,noise,seed: 4 to 1000000 samples/);
  },
);
