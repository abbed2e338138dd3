import { configDefaults, defineConfig } from 'vitest/config';

/**
 * The tests by layer, for `vitest run --project NAME`. A file belongs to the first that names it, so that every one of
 * them is in one project: name.browser.test.ts and name.trained.test.ts by what they need, the others by their folder.
 */
const layers = {
  /** Pages in Chromium. */
  browser: ['browser/**/', '**/*.browser'],
  /** Networks trained on real digits, for minutes. */
  trained: ['**/*.trained'],
  /** The scripts: torture, and what makes files for other programs. */
  scripts: ['scripts/**/'],
  /** The command line and the package: they run what `npm run build` has made. */
  cli: ['cli/**/', 'package', 'examples'],
  /** What computes with the compiled kernels, which `npm run build` makes, too. */
  engines: ['kernels/**/', 'training/**/', 'runs/**/', 'experiments/**/', 'charts/{graphics,report}/**/'],
  /** All else: it needs no build, and takes seconds. */
  core: ['**/'],
};

const files = (name: string) => `test/${name}${name.endsWith('/') ? '*' : ''}.test.ts`;
const projects = Object.entries(layers).map(([name, include], k, all) => ({
  extends: true as const,
  test: {
    name,
    include: include.map(files),
    exclude: [...configDefaults.exclude, ...all.slice(0, k).flatMap(([, earlier]) => earlier.map(files))],
  },
}));

export default defineConfig({
  test: {
    projects,
    setupFiles: ['./test/support/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Real trainings and gradient checks want a core each.
    maxWorkers: 2,
    // What was skipped, and why, before the last lines.
    reporters: ['./test/support/skipped.ts', 'default'],
  },
});
