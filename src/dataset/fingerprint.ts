import { createHash } from 'node:crypto';
import type { Dataset } from './dataset.ts';

/**
 * SHA-256, in hex, over shapes, values and labels of data sets in order. Names take no part: the same data elsewhere
 * has the same fingerprint. Numbers are hashed as they lie in memory, little-endian on every platform Node runs on.
 */
export function fingerprint(...parts: readonly Dataset[]): string {
  const hash = createHash('sha256');
  for (const { count, features, classes, shape, values, labels } of parts) {
    const kind = values instanceof Uint8Array ? 'bytes' : 'float64';
    hash.update(`${JSON.stringify({ count, features, classes, shape: shape ?? null, kind })}\n`);
    hash.update(values).update(labels);
  }
  return hash.digest('hex');
}
