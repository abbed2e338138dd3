import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../dataset/temp-folder.ts';

const script = fileURLToPath(new URL('../../scripts/torture/readers.mjs', import.meta.url));
const userErrors = new URL('../../dist/util/user-error.js', import.meta.url).href;

/** A file that could not be told apart from a crash, a hang or worse. */
interface Loss {
  seed: number;
  what: string;
}

interface Result {
  reader: string;
  tried: number;
  read: number;
  refused: number;
  lost: Loss[];
}

function torture(...args: string[]): Promise<{ code: number; results: Result[] }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, '--json', ...args], (error, stdout, stderr) => {
      // Without a word on stdout it broke off: that must fail at once, and say why.
      if (stdout.trim() === '') reject(new Error(stderr));
      else resolve({ code: Number(error?.code ?? 0), ...(JSON.parse(stdout) as { results: Result[] }) });
    });
  });
}

describe('a short form of npm run torture:readers', () => {
  const COUNT = 300;

  it('reads or refuses every broken file, and does both with each reader', { timeout: 240_000 }, async () => {
    const { code, results } = await torture('--count', String(COUNT));
    expect(results.flatMap(({ lost }) => lost)).toEqual([]);
    expect(code).toBe(0);
    expect(results.length).toBeGreaterThanOrEqual(8);
    for (const { reader, tried, read, refused } of results) {
      expect(tried, reader).toBe(COUNT);
      expect(read + refused, reader).toBe(COUNT);
      // Files that are never broken, or always, would prove nothing.
      expect(read, reader).toBeGreaterThan(COUNT / 50);
      expect(refused, reader).toBeGreaterThan(COUNT / 20);
    }
  });
});

describe('the torture itself notices', () => {
  const folder = tempFolder();
  const bad: [what: string, read: string, told: RegExp][] = [
    ['any other error', 'null.length', /^TypeError: Cannot read/],
    ['a message of two lines', "const e = new UserError({ rule: 'x' }); e.message = 'a\\nb'; throw e", /several lines/],
    ['a polluted prototype', 'Object.prototype.polluted = 1', /prototype was polluted/],
    ['a file that was written', "writeFileSync(path + '.log', '')", /wrote a file/],
    ['much time', 'const until = Date.now() + 4000; while (Date.now() < until);', /^slow: \d+ ms/],
    ['much memory', 'Buffer.alloc(2 ** 28, 1)', /^memory: \d+ MiB/],
    ['the end of the process', 'process.abort()', /^ends the process/],
  ];

  it.each(bad)('%s', { timeout: 240_000 }, async (what, read, told) => {
    const table = join(folder, `${what.replaceAll(' ', '-')}.mjs`);
    writeFileSync(
      table,
      `import { writeFileSync } from 'node:fs';
      import { UserError } from ${JSON.stringify(userErrors)};
      const read = (path) => { ${read}; };
      let whole = true;
      // The whole file, which comes first, is read well.
      export const readers = [{ name: 'bad', files: { a: 'a' }, text: true, read: (path) => whole ? (whole = false) : read(path) }];`,
    );
    const { code, results } = await torture('--table', table, '--count', '1', '--seed', '7');
    expect(results).toMatchObject([{ tried: 1, lost: [{ seed: 7, what: expect.stringMatching(told) }] }]);
    expect(code).toBe(1);
  });
});
