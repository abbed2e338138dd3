import type { Samples } from './samples.ts';

const DIGITS = [...'0123456789'];
const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const SMALL = [...'abcdefghijklmnopqrstuvwxyz'];

/** Xiao, Rasul and Vollgraf, arXiv:1708.07747 (2017), table 2. */
const FASHION = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];
/** Images of each class among Fashion-MNIST's 60,000, and what its first are: MNIST has neither. */
const FASHION_COUNT = 60_000;
const FASHION_FIRST = [9, 0, 0, 3, 0, 2, 7, 2, 5, 5];

/** Cohen et al., arXiv:1702.05373 (2017), figure 2. Letters are numbered from 1; merged ones look alike. */
const EMNIST: Readonly<Record<string, readonly string[]>> = {
  letters: ['-', ...CAPITALS],
  balanced: [...DIGITS, ...CAPITALS, ...'abdefghnqrt'],
  bymerge: [...DIGITS, ...CAPITALS, ...'abdefghnqrt'],
  byclass: [...DIGITS, ...CAPITALS, ...SMALL],
};

/**
 * The names of the classes of a published data set, which its files do not hold.
 * @param name of the set, or of its file
 */
export function knownNames(name: string, { count, labels }: Samples): readonly string[] | undefined {
  const split = /^emnist[-_](letters|balanced|bymerge|byclass)/i.exec(name)?.[1];
  if (split) return EMNIST[split.toLowerCase()];
  if (/fashion/i.test(name)) return FASHION;
  const isFashion = count === FASHION_COUNT && FASHION_FIRST.every((label, k) => labels?.values[k] === label);
  return isFashion ? FASHION : undefined;
}
