import { expect, it } from 'vitest';
import { loadForEvaluation } from '../../src/dataset/evaluation-data.ts';
import { fitScale } from '../../src/dataset/scale.ts';
import { loadData } from '../../src/dataset/splits.ts';
import { loadModel } from '../../src/runs/models/load-model.ts';
import { evaluate } from '../../src/training/evaluate.ts';
import { needs } from '../support/needs.ts';
import { sharedCases, sharedMnist } from '../support/shared.ts';

const table = (name: string) => `${sharedCases}/tables/${name}.csv`;
const kinds = (notes: readonly { kind: string }[] = []) => notes.map(({ kind }) => kind);

it.each([
  ['floats', { features: 784, classes: 10, shape: [28, 28], shades: [0, 1] }, '1', []],
  ['one-hot', { features: 784, classes: 10, shape: [28, 28] }, '255', ['one-hot']],
  ['index', { features: 784, classes: 10, shape: [28, 28] }, '255', ['index-left-out']],
  ['words', { features: 784, classes: 10 }, '255', []],
  ['iris', { features: 4, classNames: ['setosa', 'versicolor'] }, 'standardize', []],
  ['two', { features: 2, classes: 2 }, 'standardize', []],
] as const)('%s.csv is read for what it is', needs('cases'), async (name, what, scale, told) => {
  const { train, notes } = await loadData(table(name));
  expect(train).toMatchObject(what);
  expect(fitScale('auto', train).kind).toBe(scale);
  expect(kinds(notes)).toEqual(told);
});

it('words are classes in sorted order, by their names', needs('cases'), async () => {
  const { train } = await loadData(table('words'));
  expect(train.classNames).toEqual([...(train.classNames ?? [])].sort());
  expect(train.labelsAreNames).toBe(true);
});

it('all three rows of three.csv are evaluated', needs('cases'), async () => {
  expect((await loadForEvaluation(table('three'))).data.count).toBe(3);
});

it("QMNIST's labels are the first of eight columns", needs('cases'), async () => {
  const { train, notes } = await loadData(`${sharedCases}/idx`);
  expect(train).toMatchObject({ count: 100, features: 784, classes: 10 });
  expect(kinds(notes)).toEqual(['first-column-of-labels', 'first-column-of-labels']);
});

it.each([
  ['bn.safetensors', 0.916, 0.285051],
  ['ln.safetensors', 0.911, 0.284039],
  ['bf16.safetensors', 0.895, 0.327547],
] as const)(
  '%s judges the first 1,000 test images as PyTorch does',
  needs('cases', 'mnist'),
  async (name, accuracy, loss) => {
    const model = await loadModel(`${sharedCases}/models/${name}`, { activation: 'relu', scale: '255' });
    const { data } = await loadForEvaluation(sharedMnist, { part: 'test', like: model.like });
    const first = {
      ...data,
      count: 1000,
      values: data.values.subarray(0, 784_000),
      labels: data.labels.subarray(0, 1000),
    };
    const found = await evaluate(model.network, first, model.scale(first, null).scale);
    expect(found.accuracy).toBe(accuracy);
    expect(found.loss).toBeCloseTo(loss, 5);
  },
);
