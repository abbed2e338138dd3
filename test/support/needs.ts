import { existsSync } from 'node:fs';
import type { TestOptions } from 'vitest';
import { chromiumPath } from './chromium.ts';
import { hasSharedCases, hasSharedMnist } from './shared.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What a skipped test would have needed; ./skipped.ts prints it. */
    missing?: string;
  }
}

/** What some tests need and not every machine has: whether it is here, and its name. */
const things = {
  mnist: [hasSharedMnist, 'all 70,000 images of MNIST, in ../shared/data/mnist'],
  cases: [hasSharedCases, 'files of other programs, in ../shared/cases'],
  chromium: [chromiumPath !== null, 'Chromium, named in $CHROMIUM or on the path'],
  posix: [process.platform !== 'win32', 'named pipes, limits and links as POSIX has them, and Windows has not'],
  linux: [process.platform === 'linux', 'Linux, where the list of fonts is a file that can be named'],
  full: [existsSync('/dev/full'), '/dev/full, which Linux has'],
  permissions: [process.getuid?.() !== 0, 'a user whom permissions bind, which root is not'],
} as const;

/**
 * Options of a test, or of a suite, that needs these things. Where one is missing it is skipped, and the reason stands
 * on the screen at the end: `it('reads all of MNIST', needs('mnist'), () => ...)`.
 */
export function needs(...names: readonly (keyof typeof things)[]): TestOptions {
  const missing = names.map((name) => things[name]).filter(([here]) => !here);
  if (missing.length === 0) return {};
  return { skip: true, meta: { missing: missing.map(([, name]) => name).join('; ') } };
}
