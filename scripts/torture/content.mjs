import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of all that must not depend on stops: the weights, and the logs without their columns of times. */
export function contentOf(/** @type {string} */ run) {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(run, 'model.safetensors')));
  hash.update(untimed(readFileSync(join(run, 'metrics.csv'), 'utf8')));
  for (const file of ['steps.jsonl', 'layers.jsonl']) hash.update(readFileSync(join(run, file)));
  return hash.digest('hex');
}

/** metrics.csv without seconds and samples_per_second, its last two columns. */
function untimed(/** @type {string} */ text) {
  return text.replace(/,[^,\n]*,[^,\n]*$/gm, '');
}

/** Uniform on [0, 1), from a seed: mulberry32 (Tommy Ettinger, public domain). */
export function draws(/** @type {number} */ seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
