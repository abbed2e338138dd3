import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Packages and their bundles for browsers, in the order in which they need each other. */
const packages = [
  ['vega', 'vega.min.js'],
  ['vega-lite', 'vega-lite.min.js'],
  ['vega-embed', 'vega-embed.min.js'],
] as const;

/** What draws the charts in a browser, to be held by the page: it loads nothing from anywhere. */
export function bundles(): string[] {
  return packages.map(([name, file]) => {
    // The bundles are no exports of their packages, but stand beside what is.
    const code = readFileSync(join(dirname(resolve(name)), file), 'utf8');
    return code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '');
  });
}
