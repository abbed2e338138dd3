import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { codeScript, type Html } from './html.ts';

const { resolve } = createRequire(import.meta.url);

/** Packages and their bundles for browsers, in the order in which they need each other. */
const bundles = [
  ['vega', 'vega.min.js'],
  ['vega-lite', 'vega-lite.min.js'],
  ['vega-embed', 'vega-embed.min.js'],
] as const;

/** What draws the charts in a browser, as scripts inside the page: it loads nothing from anywhere. */
export function bundleScripts(): Html[] {
  return bundles.map(([name, file]) => {
    // The bundles are no exports of their packages, but stand beside what is.
    const code = readFileSync(join(dirname(resolve(name)), file), 'utf8');
    return codeScript(code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ''));
  });
}
