import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type DatasetName,
  type DownloadProgress,
  datasetNames,
  downloadDataset,
  downloadFiles,
} from '../../../src/dataset/download/download.ts';
import { datasetSources } from '../../../src/dataset/download/sources.ts';
import { needs } from '../../support/needs.ts';
import { sharedMnist } from '../../support/shared.ts';
import { tempFolder } from '../temp-folder.ts';
import { mistakeIn } from '../user-mistake.ts';
import { type MannerName, mirrorServer } from './mirror-server.ts';

const contents = new Map(
  ['a.gz', 'b.gz'].map((file, k) => [file, Uint8Array.from({ length: 200_000 + k }, (_, at) => (at * 31 + k) >> 3)]),
);
const files = [...contents].map(([file, content]) => ({
  file,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
}));
const { asked, mirror } = await mirrorServer(contents);
const base = tempFolder();
let to: string;

beforeEach(() => {
  to = join(mkdtempSync(join(base, 'to-')), 'new', 'folder');
  asked.length = 0;
});

const [first] = files;
const partial = (length: number) => contents.get('a.gz')?.subarray(0, length) ?? new Uint8Array();

/** Fetches a.gz from mirrors of these manners, into a folder that holds what `there` says. */
function fetchFirst(manners: readonly MannerName[], there: Record<string, Uint8Array> = {}, more = {}) {
  const folder = mkdtempSync(join(base, 'to-'));
  to = folder;
  for (const [name, bytes] of Object.entries(there)) writeFileSync(join(folder, name), bytes);
  return downloadFiles([first], { to: folder, mirrors: manners.map(mirror), stallSeconds: 0.3, ...more });
}

function expectWhole() {
  expect(readdirSync(to)).toEqual(['a.gz']);
  expect(Buffer.compare(readFileSync(join(to, 'a.gz')), contents.get('a.gz') as Uint8Array)).toBe(0);
}

describe('a sound mirror', () => {
  it('delivers all files into a new folder, and is not asked again for what is there', async () => {
    const options = { to, mirrors: [mirror('sound')] };
    const fetched = await downloadFiles(files, options);
    expect(fetched.map(({ file, from }) => [file, from])).toEqual(
      files.map(({ file }) => [file, mirror('sound') + file]),
    );
    expect(readdirSync(to)).toEqual(['a.gz', 'b.gz']);
    expect(asked).toEqual(['sound/a.gz', 'sound/b.gz']);
    expect((await downloadFiles(files, options)).map(({ from }) => from)).toEqual([null, null]);
    expect(asked).toHaveLength(2);
  });

  it('is reported on, from the first bytes to the last', async () => {
    const seen: DownloadProgress[] = [];
    await fetchFirst(['sound'], {}, { onProgress: (progress: DownloadProgress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ file: 'a.gz', received: first.bytes, total: first.bytes });
    expect(seen.every(({ received }, k) => k === 0 || received > seen[k - 1].received)).toBe(true);
  });

  it('replaces a file that is there and wrong', async () => {
    await fetchFirst(['sound'], { 'a.gz': Uint8Array.of(1, 2, 3) });
    expectWhole();
  });

  it('may be named without a slash at the end', async () => {
    await downloadFiles([first], { to, mirrors: [mirror('sound').slice(0, -1)] });
    expectWhole();
  });
});

describe('a mirror that goes wrong is followed by the next', () => {
  const reasons: [manner: MannerName, why: RegExp][] = [
    ['forbidden', /HTTP 403/],
    ['missing', /HTTP 404/],
    ['truncating', /closed|terminated|aborted|truncated/],
    ['halving', /truncated: 100000 of 200000 bytes came/],
    ['corrupting', /checksum differs/],
    ['stalling', /stalled: nothing came for 0\.3 s/],
    ['silent', /stalled: nothing came for 0\.3 s/],
    ['flooding', /longer than the 200000 bytes/],
    ['portal', /truncated: 26 of 200000/],
  ];
  it.each(reasons)('%s', async (manner) => {
    const [{ from }] = await fetchFirst([manner, 'sound']);
    expect(from).toBe(`${mirror('sound')}a.gz`);
    expectWhole();
  });

  it.each(reasons)('%s is told, where no other is left, and no wrong file remains', async (manner, why) => {
    const { message } = await mistakeIn(fetchFirst([manner]));
    expect(message).toMatch(/no mirror could deliver a\.gz/i);
    expect(message).toContain(mirror(manner));
    expect(message).toMatch(why);
    expect(existsSync(join(to, 'a.gz'))).toBe(false);
  });

  it('each with its reason', async () => {
    const { message } = await mistakeIn(fetchFirst(['forbidden', 'corrupting', 'missing']));
    expect(message).toMatch(/forbidden\/: HTTP 403; .*corrupting\/: checksum differs; .*missing\/: HTTP 404\)/);
  });

  it('one that refuses connections', async () => {
    const mirrors = ['http://127.0.0.1:9/', 'no url at all', mirror('sound')];
    await downloadFiles([first], { to, mirrors });
    expectWhole();
    const { message } = await mistakeIn(downloadFiles([first], { to: join(to, 'x'), mirrors: mirrors.slice(0, 2) }));
    expect(message).toMatch(/127\.0\.0\.1:9\/: \S+.*no url at all: \S+/s);
  });
});

describe('a download that was cut off', () => {
  it('goes on where it stopped', async () => {
    await fetchFirst(['sound'], { 'a.gz.part': partial(70_000) });
    expect(asked).toEqual(['sound/a.gz from 70000']);
    expectWhole();
  });

  it('goes on from the next mirror', async () => {
    await fetchFirst(['halving', 'sound']);
    expect(asked).toEqual(['halving/a.gz', 'sound/a.gz from 100000']);
    expectWhole();
  });

  it('starts over where the server ignores ranges', async () => {
    await fetchFirst(['ignoringRanges'], { 'a.gz.part': partial(70_000) });
    expectWhole();
  });

  it('passes by a server that sends another range', async () => {
    await fetchFirst(['shifting', 'sound'], { 'a.gz.part': partial(70_000) });
    expect(asked).toEqual(['shifting/a.gz from 70000', 'sound/a.gz from 70000']);
    expectWhole();
  });

  it('starts over where the part proves wrong', async () => {
    await fetchFirst(['sound'], { 'a.gz.part': new Uint8Array(70_000).fill(7) });
    expect(asked).toEqual(['sound/a.gz from 70000', 'sound/a.gz']);
    expectWhole();
  });

  it('is done where the part is whole, and starts over where it is too long', async () => {
    await fetchFirst(['sound'], { 'a.gz.part': partial(first.bytes) });
    expect(asked).toEqual([]);
    expectWhole();
    await fetchFirst(['sound'], { 'a.gz.part': new Uint8Array(first.bytes + 1) });
    expectWhole();
  });

  it('by the user keeps its part, and throws what the signal says', async () => {
    const controller = new AbortController();
    const interruption = new Error('interrupted');
    const work = fetchFirst(
      ['stalling', 'sound'],
      {},
      {
        signal: controller.signal,
        stallSeconds: 20,
        onProgress: () => controller.abort(interruption),
      },
    );
    await expect(work).rejects.toBe(interruption);
    expect(asked).toEqual(['stalling/a.gz']);
    expect(readdirSync(to)).toEqual(['a.gz.part']);
    expect(readFileSync(join(to, 'a.gz.part'))).toHaveLength(10);
  });
});

describe('data sets', () => {
  it('have four files each, with sizes and sums, and several mirrors', () => {
    expect(datasetNames).toEqual(['mnist', 'fashion-mnist']);
    for (const { files, mirrors } of Object.values(datasetSources)) {
      expect(files.map(({ file }) => file)).toEqual([
        'train-images-idx3-ubyte.gz',
        'train-labels-idx1-ubyte.gz',
        't10k-images-idx3-ubyte.gz',
        't10k-labels-idx1-ubyte.gz',
      ]);
      for (const { bytes, sha256 } of files) {
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
        expect(bytes).toBeGreaterThan(4000);
      }
      expect(mirrors.length).toBeGreaterThanOrEqual(3);
      for (const url of mirrors) expect(new URL(url).href).toMatch(/^https?:.*\/$/);
    }
  });

  it('have the sums of the original test files', needs('mnist'), () => {
    for (const { file, bytes, sha256 } of datasetSources.mnist.files.slice(2)) {
      const content = readFileSync(join(sharedMnist, file));
      expect(content).toHaveLength(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
  });

  it('are tried at their own mirrors', async () => {
    const urls: string[] = [];
    const refuse: typeof fetch = async (url) => {
      urls.push(String(url));
      return new Response(null, { status: 403 });
    };
    const { message } = await mistakeIn(downloadDataset('fashion-mnist', { to, fetch: refuse }));
    const { mirrors } = datasetSources['fashion-mnist'];
    expect(urls).toEqual(mirrors.map((url) => `${url}train-images-idx3-ubyte.gz`));
    for (const url of mirrors) expect(message).toContain(`${url}: HTTP 403`);
  });

  it('of an unknown name are refused, with the nearest', async () => {
    const { message } = await mistakeIn(downloadDataset('fashion' as DatasetName, { to }));
    expect(message).toMatch(/did you mean fashion-mnist\?/i);
  });
});

describe('a folder that cannot be written to', () => {
  it('is the folder that is blamed, not the mirrors', async () => {
    const file = join(base, 'a-file');
    writeFileSync(file, '');
    const { message } = await mistakeIn(downloadFiles(files, { to: join(file, 'below'), mirrors: [mirror('sound')] }));
    expect(message).toMatch(/a-file\/below must be a folder that can be written to.*not a directory/is);
    expect(asked).toEqual([]);
  });
});
