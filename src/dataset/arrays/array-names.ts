/** What an array is, by its name. */
export interface ArrayRole {
  readonly name: string;
  readonly part: 'train' | 'test' | 'validation' | null;
  readonly what: 'inputs' | 'labels' | null;
  /** What is left of the name: arrays of one data set share it. */
  readonly stem: string;
}

const PARTS: Readonly<Record<string, ArrayRole['part']>> = {
  train: 'train',
  training: 'train',
  test: 'test',
  t10k: 'test',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
};

const KINDS: Readonly<Record<string, ArrayRole['what']>> = Object.fromEntries([
  ...['x', 'images', 'image', 'imgs', 'img', 'data', 'features', 'inputs'].map((name) => [name, 'inputs'] as const),
  ...['y', 'labels', 'label', 'targets', 'target', 'classes', 'class'].map((name) => [name, 'labels'] as const),
]);

/** The role of an array by the words of its name: x_train, test_images, y, kmnist-train-labels, Xtest. */
export function roleOf(name: string): ArrayRole {
  const words = name
    .replace(/^([xXyY])(train|test|val)/, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const find = <T>(table: Readonly<Record<string, T>>) => words.findLast((word) => Object.hasOwn(table, word));
  const [part, what] = [find(PARTS), find(KINDS)];
  return {
    name,
    part: part === undefined ? null : PARTS[part],
    what: what === undefined ? null : KINDS[what],
    stem: words.filter((word) => word !== part && word !== what).join('_'),
  };
}
