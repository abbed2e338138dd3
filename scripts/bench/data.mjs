import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadData } from '../../dist/index.js';

/**
 * The training samples, once as gradlens's users name them and once as raw bytes for the peers, which then need no
 * reader of their own.
 *
 * @typedef {object} BenchData
 * @property {string} source what --data would take
 * @property {string} images file of uint8 [count][features]
 * @property {string} labels file of uint8 [count]
 * @property {number} count samples in the files
 * @property {string} name
 */

/** The first that exists of what is asked for, the shared copy, the downloaded one, the embedded one. */
export function findData(/** @type {string | undefined} */ asked) {
  if (asked) return existsSync(asked) ? resolve(asked) : asked;
  const folder = ['../shared/data/mnist', 'data/mnist'].find((path) => existsSync(path));
  return folder ? resolve(folder) : 'mnist10k';
}

/**
 * @param {string} source
 * @param {string} folder where the raw files go
 * @returns {Promise<BenchData>}
 */
export async function prepareData(source, folder) {
  const { train } = await loadData(source);
  const [images, labels] = [join(folder, 'images.u8'), join(folder, 'labels.u8')];
  writeFileSync(images, Uint8Array.from(train.values));
  writeFileSync(labels, Uint8Array.from(train.labels));
  return { source, images, labels, count: train.count, name: train.name };
}
