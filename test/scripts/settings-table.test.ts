import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { flagUsage } from '../../src/settings/flags.ts';
import { settingsTable } from '../../src/settings/table.ts';

it('the table for documents has a row for every setting', () => {
  const script = fileURLToPath(new URL('../../scripts/settings-table.mjs', import.meta.url));
  const text = execFileSync(process.execPath, [script], { encoding: 'utf8' });
  for (const one of Object.values(settingsTable))
    expect(text).toContain(`| \`${one.name}\` | \`${flagUsage(one)}\` | `);
  expect(text.match(/^\| `/gm)).toHaveLength(Object.keys(settingsTable).length);
});
