import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/cli/settings/config-file.ts';
import { resolvePlan } from '../../src/experiments/plan.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { tempFolder } from '../dataset/temp-folder.ts';
import { mistakeIn } from '../dataset/user-mistake.ts';
import { makePipe } from '../fifo.ts';
import { effort } from '../support/effort.ts';
import { needs } from '../support/needs.ts';

const folder = tempFolder();
const put = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const settingsIn = async (path: string) => resolveSettings(await readConfigFile(path));
const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
/** Nine aliases of nine aliases of ...: a billion numbers in a few hundred bytes. */
const laughs = Array.from({ length: 9 }, (_, k) => `a${k}: &a${k} [${Array(9).fill(k ? `*a${k - 1}` : 1)}]`).join('\n');

describe('a file of settings', () => {
  it('may begin with a byte order mark', async () => {
    expect(await settingsIn(put('mark.json', '\ufeff{"lr":0.5}'))).toMatchObject({ lr: 0.5 });
    expect(await settingsIn(put('mark.yaml', '\ufefflr: 0.5'))).toMatchObject({ lr: 0.5 });
  });

  it('may hold aliases', async () => {
    expect(await settingsIn(put('alias.yaml', 'lr: &a 0.5\ndropout: *a'))).toMatchObject({ lr: 0.5, dropout: 0.5 });
  });

  it.each([
    ['deep.json', `{"hidden":${nested(100_000)}}`, /deep.json must not nest values more than 32 deep/],
    ['deep.yaml', `hidden: ${nested(100_000)}`, /must be at most 16384 characters long; received 200009/],
    ['bracket.yaml', `hidden: ${'['.repeat(8000)}`, /must not be nested more than 100 deep/],
    ['lists.yaml', `hidden: \n ${'- '.repeat(8000)}`, /must not be nested more than 100 deep/],
    ['columns.yaml', Array.from({ length: 150 }, (_, k) => `${' '.repeat(k)}a:`).join('\n'), /more than 100 deep/],
    ['itself.yaml', 'hidden: &a [*a]', /must not nest values more than 32 deep/],
    ['laughs.yaml', laughs, /must be YAML; received 'Excessive alias count/],
    ['tag.yaml', 'lr: !!js/function "x"', /must be YAML; received 'Unresolved tag/],
    ['anchors.yaml', `lr: ${'&a '.repeat(5000)}1`, /received 'A node can have at most one anchor at line 1, column 8'/],
    ['twice.json', '{"lr":1,"lr":2}', /twice.json must have one entry of each name; received 'two of 'lr''/],
    ['twice.yaml', 'lr: 1\nlr: 2', /must be YAML; received 'Map keys must be unique at line 2, column 1'/],
    ['documents.yaml', 'lr: 1\n---\nlr: 2', /must be YAML; received 'Source contains multiple documents/],
    ['proto.json', '{"__proto__":{"lr":3}}', /__proto__ in proto.json is no setting/],
    ['proto.yaml', '__proto__: {lr: 3}', /__proto__ in proto.yaml is no setting/],
    ['name.json', '{"constructor":{"prototype":{"lr":3}}}', /constructor in name.json is no setting/],
    ['book.json', `{"${'x'.repeat(4e6)}":1}`, /^x+\.\.\.\. The settings are data, /],
    ['lines.json', '{"lr\\n\\u001b[2J":1}', /^lr {2}\[2J in lines.json is no setting/],
    ['path.json', '{"data":"a\\u0000b","lr":"\\u0000"}', /lr in path.json must be a positive number; received ' '/],
    ['sizes.json', `{"hidden":"${'999x9,'.repeat(1e6)}9"}`, /hidden in sizes.json must be sizes/],
    ['object.json', '{"scale":{"toString":1}}', /scale in object.json must be text; received .?\{"toString":1\}/],
    ['none.json', '', /none.json must be JSON/],
    ['noise.json', '\0\xff\ufffe', /noise.json must be JSON/],
  ])('%s is refused, in no time', async (name, content, says) => {
    const path = put(name, content);
    await import('yaml');
    const spent = effort();
    const { message } = await mistakeIn(settingsIn(path));
    expect(spent()).toBeLessThan(1000);
    expect(message.replace(`${folder}/`, '')).toMatch(says);
    expect(message).toMatch(/^[^\p{Cc}]+$/u);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('of a comparison is as safe', async () => {
    const path = put('compare.json', '{"settings":{},"plan":{"__proto__":{"seeds":9},"seeds":2}}');
    await expect(readConfigFile(path).then(resolvePlan)).rejects.toThrow(/__proto__ in compare.json is no setting/);
  });

  it('of 1 GiB is not read', async () => {
    const path = put('huge.json', '{');
    truncateSync(path, 2 ** 30);
    expect((await mistakeIn(readConfigFile(path))).message).toMatch(/must be at most 8 MiB; received '1024 MiB'/);
  });

  it('that is a pipe or a device is refused, and not waited for', needs('posix'), async () => {
    for (const path of ['/dev/zero', makePipe(join(folder, 'pipe.json'))]) {
      expect((await mistakeIn(readConfigFile(path))).message).toMatch(/received 'not a regular file'/);
    }
  });
});
