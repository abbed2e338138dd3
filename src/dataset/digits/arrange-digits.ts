import { classBalancedOrder } from '../class-order.ts';
import { type Dataset, slice } from '../dataset.ts';

/** Of an image: 28 x 28. */
export const PIXELS = 28 * 28;
/** The ten digits. */
export const CLASSES = 10;
/** The last so many images are the test set, whatever the seed. */
const TEST_COUNT = 2000;

/**
 * The images of the `mnist` package as a data set. Digits alternate in a fixed order, so that any share from either end
 * holds all of them evenly.
 * @param digits bytes by digit, [digit][image * 784]
 */
export function arrangeDigits(digits: readonly Uint8Array[]): { train: Dataset; test: Dataset } {
  const labels = Uint16Array.from(digits.flatMap((images, digit) => new Array(images.length / PIXELS).fill(digit)));
  const grouped = new Uint8Array(labels.length * PIXELS);
  let end = 0;
  for (const images of digits) {
    grouped.set(images, end);
    end += images.length;
  }
  const order = classBalancedOrder(labels, CLASSES);
  const values = new Uint8Array(grouped.length);
  order.forEach((from, to) => {
    values.set(grouped.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS);
  });
  const all: Dataset = {
    name: 'mnist10k',
    count: labels.length,
    features: PIXELS,
    classes: CLASSES,
    shape: [28, 28],
    values,
    labels: Uint16Array.from(order, (from) => labels[from]),
  };
  const trainCount = all.count - TEST_COUNT;
  return {
    train: slice(all, 0, trainCount, 'mnist10k/train'),
    test: slice(all, trainCount, TEST_COUNT, 'mnist10k/test'),
  };
}
