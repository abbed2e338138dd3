import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../src/formats/safetensors.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';

/** A file of this header over `bytes` bytes of data. */
function fileOf(header: string, bytes: number): Uint8Array {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(bytes)]);
}

const f32 = (shape: number[], from: number, to: number) =>
  JSON.stringify({ dtype: 'F32', shape, data_offsets: [from, to] });

describe('a header that lies', () => {
  it.each([
    [
      'arrays that share bytes',
      `{"a":${f32([2], 0, 8)},"b":${f32([2], 4, 12)}}`,
      12,
      /tensor b from byte 4, and not 8/,
    ],
    ['one array twice', `{"a":${f32([2], 0, 8)},"b":${f32([2], 0, 8)}}`, 8, /tensor b from byte 0, and not 8/],
    ['a gap', `{"a":${f32([1], 0, 4)},"b":${f32([1], 8, 12)}}`, 12, /tensor b from byte 8, and not 4/],
    ['bytes before the first', `{"a":${f32([1], 4, 8)}}`, 8, /tensor a from byte 4, and not 0/],
    ['bytes after the last', `{"a":${f32([1], 0, 4)}}`, 8, /tensors of 4 bytes in 8/],
    ['a name twice', `{"a":${f32([1], 0, 4)},"\\u0061":${f32([1], 4, 8)}}`, 8, /two tensors of the name a/],
    ['metadata twice', `{"__metadata__":{},"__metadata__":{}}`, 0, /two tensors of the name __metadata__/],
    ['metadata that is no object', '{"__metadata__":7}', 0, /metadata that is no object/],
    ['metadata that is no text', '{"__metadata__":{"a":{}}}', 0, /metadata whose a is no text/],
    ['a shape beyond all numbers', `{"a":${f32([2 ** 53 - 1, 2 ** 53 - 1], 0, 4)}}`, 4, /tensor a with/],
    ['values nested without end', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 0, /nested more than 3 deep/],
    ['a byte order mark', '\ufeff{}', 0, /no JSON object/],
  ])('%s: is told', (_what, header, bytes, says) => {
    expect(mistakeOf(() => decodeSafetensors(fileOf(header, bytes), 'm')).message).toMatch(says);
  });

  it('a length beyond the file, or beyond all sense', () => {
    for (const length of [3n, 2n ** 53n, 2n ** 64n - 1n]) {
      const file = fileOf('{}', 0);
      new DataView(file.buffer, file.byteOffset).setBigUint64(0, length, true);
      expect(mistakeOf(() => decodeSafetensors(file, 'm')).message).toMatch(/a header of \d+ bytes in 10/);
    }
  });
});

describe('names that mean something to JavaScript', () => {
  it('are names like others', () => {
    const names = ['__proto__', 'constructor', 'toString', '7', 'a":{'];
    const tensors = names.map((name, k) => ({ name, shape: [1], values: Float32Array.of(k) }));
    const read = decodeSafetensors(encodeSafetensors({ tensors, metadata: { constructor: 'text' } }), 'm');
    const byPlace = read.tensors.toSorted((a, b) => a.values[0] - b.values[0]);
    expect(byPlace.map(({ name }) => name)).toEqual(names);
    expect(read.metadata).toEqual({ constructor: 'text' });
    expect(({} as Record<string, unknown>).dtype).toBeUndefined();
  });

  it('pollute nothing', () => {
    const header = `{"__metadata__":{"__proto__":"x"},"__proto__":${f32([1], 0, 4)}}`;
    expect(decodeSafetensors(fileOf(header, 4), 'm').tensors).toMatchObject([{ name: '__proto__' }]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
