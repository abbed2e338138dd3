import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium of this machine: $CHROMIUM, or the first on the path. */
export const chromiumPath =
  [
    process.env.CHROMIUM,
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  ].find((path) => path && existsSync(path)) ?? null;

/** For titles of tests that need it. */
export const whyNoBrowser = chromiumPath ? '' : ' (skipped: no Chromium here; name one in $CHROMIUM)';
