/** Bytes of the tarball, at most. */
const MOST_BYTES = 2 * 1024 * 1024;

/** What must be there. */
const NEEDED = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/browser.js',
  'dist/browser.d.ts',
  'dist/cli/main.js',
  'dist/experiments/pool/worker.js',
  'dist/kernels/wasm/build/relaxed.wasm',
  'dist/kernels/wasm/build/simd.wasm',
];

/** All that may be there beside it. */
const ALLOWED = /^dist\/(?!.*\.(test|spec)\.)[\w./-]+\.(js|d\.ts)$/;

/**
 * What is wrong with a tarball, by what `npm pack --json` says of it; nothing in the best case.
 * @param {{ size: number, files: readonly { path: string }[] }} pack
 * @returns {string[]}
 */
export function mistakesIn({ size, files }) {
  const there = files.map(({ path }) => path);
  return [
    ...(size > MOST_BYTES ? [`${size} bytes are more than ${MOST_BYTES}`] : []),
    ...NEEDED.filter((path) => !there.includes(path)).map((path) => `${path} is missing`),
    ...there
      .filter((path) => !NEEDED.includes(path) && !ALLOWED.test(path))
      .map((path) => `${path} is no part of the package`),
  ];
}
