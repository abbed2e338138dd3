import { classBalancedOrder } from '../../../../src/dataset/class-order.ts';
import { type Dataset, reordered, type Splits, slice } from '../../../../src/dataset/dataset.ts';
import { loadData } from '../../../../src/dataset/splits.ts';
import { randomSource } from '../../../../src/util/random.ts';

/** Changes what a part holds. */
type Change = (data: Dataset) => Dataset;

let embedded: Promise<Splits> | undefined;

/** The embedded digits: the first `train` for training, the first `test` for testing, changed before they are divided. */
export async function digits(
  train: number,
  test = 1000,
  { train: changeTrain = same, test: changeTest = same, validation = 0 }: DigitChanges = {},
): Promise<Splits> {
  embedded ??= loadData('mnist10k');
  const all = await embedded;
  const held = Math.round(validation * train);
  const trained = changeTrain(slice(all.train, 0, train));
  return {
    ...all,
    train: slice(trained, 0, train - held, 'digits/train'),
    validation: held > 0 ? slice(trained, train - held, held, 'digits/validation') : null,
    test: changeTest(slice(all.test, 0, test, 'digits/test')),
  };
}

interface DigitChanges {
  train?: Change;
  test?: Change;
  /** Share of the training samples that is held out, the last ones. */
  validation?: number;
}

const same: Change = (data) => data;

/** Every value v as f(v, its place). */
export const values =
  (f: (v: number, k: number) => number): Change =>
  (data) => {
    const changed = data.values instanceof Uint8Array ? new Uint8Array(data.values.length) : data.values.slice();
    for (let k = 0; k < changed.length; k++) changed[k] = f(data.values[k], k);
    return { ...data, values: changed };
  };

/** Values as numbers and no bytes: pixels that another program has scaled already. */
export const asNumbers =
  (f: (v: number) => number): Change =>
  (data) => ({ ...data, values: Float64Array.from(data.values, f) });

export const inverted: Change = values((v) => 255 - v);

/** Every label c as f(c). */
export const labels =
  (f: (label: number) => number): Change =>
  (data) => ({ ...data, labels: Uint16Array.from(data.labels, f) });

/** Labels in a random order: none belongs to its sample. */
export const shuffledLabels: Change = (data) => {
  const drawn = data.labels.slice();
  const order = Uint32Array.from(drawn.keys());
  randomSource('labels').stream('order').shuffle(order);
  return { ...data, labels: Uint16Array.from(order, (k) => data.labels[k]) };
};

/** Samples in the order of their classes, as many files have them. */
export const sorted: Change = (data) =>
  reordered(data, Uint32Array.from([...data.labels.keys()].sort((a, b) => data.labels[a] - data.labels[b] || a - b)));

/** Without the samples of some classes. */
export const without =
  (...classes: number[]): Change =>
  (data) => {
    const kept = [...data.labels.keys()].filter((k) => !classes.includes(data.labels[k]));
    return slice(
      reordered(data, Uint32Array.from([...kept, ...[...data.labels.keys()].filter((k) => !kept.includes(k))])),
      0,
      kept.length,
    );
  };

/** A table of points: n samples, of which the last fifth is the test set, as `train` divides a table. */
export function points(
  name: string,
  n: number,
  features: number,
  classes: number,
  point: (label: number, draws: { normal(): number; uniform(): number }) => readonly number[],
  pick: (k: number) => number = (k) => k % classes,
): Splits {
  const draws = randomSource(`points/${name}`).stream('points');
  const own = Uint16Array.from({ length: n }, (_, k) => pick(k));
  const data: Dataset = {
    name,
    count: n,
    features,
    classes,
    values: Float64Array.from([...own].flatMap((label) => point(label, draws))),
    labels: own,
  };
  const mixed = reordered(data, classBalancedOrder(own, classes));
  const train = n - Math.floor(n / 5);
  return {
    name,
    train: slice(mixed, 0, train, `${name}/train`),
    validation: null,
    test: slice(mixed, train, n - train, `${name}/test`),
    fingerprint: '',
  };
}

/** Holds out the last share of the training samples for validation. */
export function holdingOut(splits: Splits, share: number): Splits {
  const { train } = splits;
  const held = Math.round(share * train.count);
  return {
    ...splits,
    train: slice(train, 0, train.count - held),
    validation: slice(train, train.count - held, held, `${splits.name}/validation`),
  };
}

/** Two Gaussians, `apart` deviations from each other. */
export const gaussians = (n: number, apart: number, features = 2): Splits =>
  points(`gaussians-${apart}`, n, features, 2, (label, { normal }) =>
    Array.from({ length: features }, (_, k) => normal() + (k === 0 ? label * apart : 0)),
  );

/** Two half moons. */
export const moons = (n: number, noise = 0.15): Splits =>
  points('moons', n, 2, 2, (label, { normal, uniform }) => {
    const turn = Math.PI * uniform();
    const [x, y] = label === 0 ? [Math.cos(turn), Math.sin(turn)] : [1 - Math.cos(turn), 0.5 - Math.sin(turn)];
    return [x + noise * normal(), y + noise * normal()];
  });

/** A disc within a ring. */
export const circles = (n: number): Splits =>
  points('circles', n, 2, 2, (label, { normal, uniform }) => {
    const [turn, radius] = [2 * Math.PI * uniform(), label === 0 ? 0.4 : 1];
    return [radius * Math.cos(turn) + 0.08 * normal(), radius * Math.sin(turn) + 0.08 * normal()];
  });

/** Four corners, opposite ones alike. */
export const xor = (n: number): Splits =>
  points('xor', n, 2, 2, (label, { normal, uniform }) => {
    const x = uniform() < 0.5 ? -1 : 1;
    return [x + 0.2 * normal(), (label === 0 ? x : -x) + 0.2 * normal()];
  });

/** Three classes of flowers, about as Fisher's are. */
export const flowers = (n = 300): Splits =>
  points('flowers', n, 4, 3, (label, { normal }) => {
    const [a, b, c, d] = [
      [5, 3.4, 1.5, 0.2],
      [5.9, 2.8, 4.3, 1.3],
      [6.6, 3, 5.5, 2],
    ][label];
    return [a + 0.5 * normal(), b + 0.3 * normal(), c + 0.35 * normal(), d + 0.2 * normal()];
  });

/** Inputs that say nothing of the labels. */
export const noise = (n: number, features = 10, classes = 2): Splits =>
  points('noise', n, features, classes, (_, { normal }) => Array.from({ length: features }, () => normal()));

/** Nine in ten of one class. */
export const lopsided = (n: number, apart: number): Splits =>
  points(
    'lopsided',
    n,
    2,
    2,
    (label, { normal }) => [normal() + apart * label, normal()],
    (k) => (k % 10 === 0 ? 1 : 0),
  );
