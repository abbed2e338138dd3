import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type SafeTensors } from '../../src/formats/safetensors.ts';
import { UserError } from '../../src/util/user-error.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';

const shape = fc.array(fc.nat(4), { maxLength: 3 });
const tensor = fc
  .tuple(fc.string({ minLength: 1 }), shape, fc.boolean(), fc.infiniteStream(fc.double()))
  .map(([name, sides, double, draws]) => {
    const length = sides.reduce((product, side) => product * side, 1);
    const numbers = [...draws.take(length)];
    return { name, shape: sides, values: double ? Float64Array.from(numbers) : Float32Array.from(numbers) };
  });
const file: fc.Arbitrary<SafeTensors> = fc.record({
  tensors: fc.uniqueArray(
    tensor.filter(({ name }) => name !== '__metadata__'),
    { selector: ({ name }) => name, maxLength: 5 },
  ),
  metadata: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
});

const byName = ({ tensors }: SafeTensors) => new Map(tensors.map(({ name, ...rest }) => [name, rest]));

describe('safetensors', () => {
  it('gives back what went in, bit for bit, NaN and signed zeros included', () => {
    fc.assert(
      fc.property(file, (content) => {
        const read = decodeSafetensors(encodeSafetensors(content), 'f');
        expect(byName(read)).toEqual(byName(content));
        expect({ ...read.metadata }).toEqual({ ...content.metadata });
      }),
    );
  });

  it('is laid out as the format says: length, JSON header, arrays, aligned to 8 bytes', () => {
    const values = Float64Array.of(1.5, -2);
    const bytes = encodeSafetensors({ tensors: [{ name: 'w', shape: [2, 1], values }], metadata: { format: 'x' } });
    const view = new DataView(bytes.buffer);
    const headerLength = Number(view.getBigUint64(0, true));
    expect(headerLength % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
    expect(header).toEqual({
      __metadata__: { format: 'x' },
      w: { dtype: 'F64', shape: [2, 1], data_offsets: [0, 16] },
    });
    expect(view.getFloat64(8 + headerLength + 8, true)).toBe(-2);
    expect(bytes).toHaveLength(8 + headerLength + 16);
  });

  it('reads from a view at any offset, and from a Buffer, into arrays of its own', () => {
    const content = { tensors: [{ name: 'w', shape: [2], values: Float64Array.of(1, 2) }], metadata: {} };
    const bytes = encodeSafetensors(content);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    for (const source of [shifted.subarray(3), Buffer.from(bytes)]) {
      const [{ values }] = decodeSafetensors(source, 'f').tensors;
      expect(values).toEqual(Float64Array.of(1, 2));
      expect(values.buffer.byteLength).toBe(16);
    }
  });

  it('answers bytes that were changed, cut or added with a UserError or a reading, never a crash', () => {
    const change = fc.record({ at: fc.nat(400), byte: fc.nat(255) });
    const mutation = fc.record({
      changes: fc.array(change, { maxLength: 4 }),
      cut: fc.nat(400),
      added: fc.uint8Array({ maxLength: 9 }),
    });
    let refused = 0;
    fc.assert(
      fc.property(file, mutation, (content, { changes, cut, added }) => {
        const whole = encodeSafetensors(content);
        const bytes = Uint8Array.from([
          ...whole.subarray(0, Math.max(0, whole.length - Math.max(0, cut - 200))),
          ...added,
        ]);
        for (const { at, byte } of changes) bytes[at % Math.max(1, bytes.length)] = byte;
        try {
          for (const { values, shape: sides } of decodeSafetensors(bytes, 'f').tensors) {
            expect(values).toHaveLength(sides.reduce((product, side) => product * side, 1));
          }
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          refused++;
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  it.each([
    ['nothing', new Uint8Array(0), /received '0 bytes'/],
    ['a header longer than the file', withHeader('{}', 2n ** 62n), /a header of \d+ bytes in 10/],
    ['a header that is a list', withHeader('[]'), /a header that is no JSON object/],
    ['a header that is no JSON', withHeader('{"w"'), /a header that is no JSON object/],
    ['offsets beyond the file', withHeader('{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}'), /tensor w with/],
    [
      'a shape that is not its length',
      withHeader('{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,0]}}'),
      /tensor w with/,
    ],
    ['negative sides', withHeader('{"w":{"dtype":"F64","shape":[-1,0],"data_offsets":[0,0]}}'), /tensor w with/],
    [
      'a type that is not read, by its name',
      withHeader('{"w":{"dtype":"F8_E4M3","shape":[0],"data_offsets":[0,0]}}'),
      /must be of a type that is read: F64, F32, F16, BF16, I64; received 'F8_E4M3 in w'/,
    ],
    [
      'a type from the prototype',
      withHeader('{"w":{"dtype":"constructor","shape":[0],"data_offsets":[0,0]}}'),
      /tensor w/,
    ],
    ['a tensor that is null', withHeader('{"w":null}'), /tensor w with null/],
  ])('refuses %s', (_what, bytes, says) => {
    expect(mistakeOf(() => decodeSafetensors(bytes, 'f')).message).toMatch(says);
  });
});

function withHeader(json: string, length = BigInt(json.length)): Uint8Array {
  const bytes = new Uint8Array(8 + json.length);
  new DataView(bytes.buffer).setBigUint64(0, length, true);
  bytes.set(new TextEncoder().encode(json), 8);
  return bytes;
}
