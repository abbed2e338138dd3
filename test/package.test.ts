import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { beforeAll, describe, expect, it } from 'vitest';
import { mistakesIn } from '../scripts/package/contents.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What would be packed, of dist as it is; `npm run check:package` packs, installs and uses it. */
function packed(): { size: number; files: { path: string }[] } {
  const json = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json', '--silent'], {
    cwd: root,
    encoding: 'utf8',
  });
  return JSON.parse(json)[0];
}

describe('the package', () => {
  let pack: ReturnType<typeof packed>;

  beforeAll(() => {
    pack = packed();
  }, 180_000);

  it('holds what it needs and nothing else, in 2 MB', () => {
    expect(mistakesIn(pack)).toEqual([]);
  });

  it('would be refused with a file too many, one too few, or too many bytes', () => {
    const { size, files } = pack;
    const strangers = [
      'dist/.tsbuildinfo',
      'dist/index.js.map',
      'dist/a.test.js',
      'test/api.test.ts',
      'docs/api/index.html',
    ];
    for (const path of strangers) {
      expect(mistakesIn({ size, files: [...files, { path }] })).toEqual([`${path} is no part of the package`]);
    }
    const bare = files.filter(({ path }) => path !== 'dist/browser.js');
    expect(mistakesIn({ size, files: bare })).toEqual(['dist/browser.js is missing']);
    expect(mistakesIn({ size: 2 ** 21 + 1, files })).toHaveLength(1);
  });

  it('is as publint wants it', async () => {
    const { messages } = await publint({ pkgDir: root, strict: true, pack: false });
    expect(messages).toEqual([]);
  });

  it('locks its dependencies without naming a registry', () => {
    const lock = readFileSync(`${root}package-lock.json`, 'utf8');
    const hosts = new Set([...lock.matchAll(/"resolved": "\w+:\/\/([^/]+)/g)].map(([, host]) => host));
    hosts.delete('registry.npmjs.org');
    expect([...hosts]).toEqual([]);
  });
});
