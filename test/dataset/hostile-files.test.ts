import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readIdx } from '../../src/dataset/idx/idx-file.ts';
import { loadData } from '../../src/dataset/splits.ts';
import { NumberTable } from '../../src/dataset/tables/number-table.ts';
import { makePipe } from '../fifo.ts';
import { effort } from '../support/effort.ts';
import { needs } from '../support/needs.ts';
import { idxBytes } from './idx-bytes.ts';
import { tempFolder } from './temp-folder.ts';
import { mistakeIn, mistakeOf } from './user-mistake.ts';

const folder = tempFolder();
const put = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Milliseconds that a piece of work takes. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const spent = effort();
  await work();
  return spent();
}

describe('an IDX file', () => {
  it('of 3 GiB is not read', () => {
    const path = put('huge', idxBytes([1], Uint8Array.of(1)));
    truncateSync(path, 3 * 2 ** 30);
    expect(mistakeOf(() => readIdx(path)).message).toMatch(/huge must be at most 2048 MiB; received '3072 MiB'/);
  });

  it('in far more gzip than it can take is not read', () => {
    const path = put('padded.gz', gzipSync(idxBytes([2], Uint8Array.of(1, 2))));
    truncateSync(path, 2 ** 30);
    const before = process.memoryUsage().rss;
    expect(mistakeOf(() => readIdx(path)).message).toMatch(/trailing bytes: its header promises 10 bytes/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  });

  it('is no prototype of a name', () => {
    expect(mistakeOf(() => readIdx(join(folder, '__proto__'))).message).toMatch(/must be a file that can be read/);
  });
});

describe('a table', () => {
  it('with a number of 100,000 digits and a slip is refused at once', async () => {
    const path = put('digits.csv', `0,1\n1,${'1'.repeat(100_000)}x\n`);
    expect(await timeOf(() => mistakeIn(loadData(path)))).toBeLessThan(1000);
  });

  it('whose quotation mark is never closed is given up, however long it is', async () => {
    const path = put('quote.csv', `0,1\n1,"${'1,2\n'.repeat(6 * 2 ** 20)}`);
    const elapsed = await timeOf(async () => {
      expect((await mistakeIn(loadData(path))).message).toMatch(/must hold rows of less than 4 MiB/);
    });
    expect(elapsed).toBeLessThan(5000);
  });

  it('with one long row takes memory for that row, and not for a thousand', async () => {
    const path = put('wide.csv', `${'1.5,'.repeat(200_000)}1\n${'1,'.repeat(200_000)}0\n`);
    const before = process.memoryUsage().arrayBuffers;
    const { train } = await loadData(path, { labelColumn: 'last' });
    expect(train.features).toBe(200_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 << 20);
  });

  it('gives rows back whatever the length of its blocks', () => {
    const table = new NumberTable(2 ** 19);
    const row = (k: number) => new Float64Array(2 ** 19).fill(k);
    for (let k = 0; k < 5; k++) table.add(row(k * 100), k + 2);
    expect([...table.column(7)]).toEqual([0, 100, 200, 300, 400]);
    expect([0, 1, 2, 3, 4].map((k) => table.line(k))).toEqual([2, 3, 4, 5, 6]);
  });

  it('of bytes that are no text is refused', async () => {
    expect((await mistakeIn(loadData(put('nul.csv', '0,1\n1,\0\n')))).message).toMatch(/line 2, column 2: every cell/);
    const wide = put('wide-signs.csv', Buffer.from('label,a\n0,1\n1,2\n', 'utf16le'));
    expect((await mistakeIn(loadData(wide))).message).toMatch(/^[^\p{Cc}]+$/u);
  });
});

describe('data', () => {
  it.each([
    ['with a NUL in its path', 'a\0b'],
    ['with a path beyond all length', `./${'a'.repeat(100_000)}.csv`],
    ['that is a device', '/dev/zero'],
    ['that is named as nobody names it', '__proto__'],
  ])('%s is refused', async (_what, spec) => {
    expect((await mistakeIn(loadData(spec))).message).toMatch(/data must be mnist10k, a folder/);
  });

  it('that is a named pipe is refused, and not waited for', needs('posix'), async () => {
    const { message } = await mistakeIn(loadData(makePipe(join(folder, 'pipe.csv'))));
    expect(message).toMatch(/pipe.csv must be a file that can be read; received 'not a regular file'/);
  });
});
