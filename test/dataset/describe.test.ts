import { expect, it } from 'vitest';
import { describeData } from '../../src/dataset/describe.ts';
import { loadData } from '../../src/dataset/splits.ts';

it('describes a data set in plain figures', async () => {
  const splits = await loadData('mnist10k', { validation: 1000 });
  const figures = describeData(splits);
  expect(figures).toMatchObject({
    name: 'mnist10k',
    features: 784,
    shape: [28, 28],
    classes: 10,
    bytes: true,
    fingerprint: splits.fingerprint,
  });
  expect([figures.train.count, figures.validation?.count, figures.test.count]).toEqual([7000, 1000, 2000]);
  expect(figures.test.perClass).toEqual([200, 225, 198, 206, 196, 173, 203, 214, 189, 196]);
  expect(figures.train.nonZero).toBeCloseTo(0.19, 2);
  expect(figures.train.mean / 255).toBeCloseTo(0.131, 2);
  expect(figures.train.deviation / 255).toBeCloseTo(0.308, 2);
  expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
});
