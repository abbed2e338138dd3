import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { bytes, double, doubles, float, int, ints, message, text } from '../../src/formats/protobuf.ts';

/** protobufjs reads what is written here. */
const Everything = protobuf
  .parse(
    `syntax = "proto3";
     message Everything {
       int64 whole = 1; bool flag = 2; double wide = 3; float narrow = 4; bytes raw = 5; string text = 6;
       repeated double doubles = 7; repeated int64 ints = 8; Everything inner = 16; int32 far = 536870911;
     }`,
  )
  .root.lookupType('Everything');

const read = (written: Uint8Array) =>
  Everything.toObject(Everything.decode(written), { longs: String, bytes: Array, defaults: true }) as Record<
    string,
    unknown
  >;

describe('the protobuf writer', () => {
  it('writes the examples of the format description', () => {
    // protobuf.dev, Encoding: field 1 = 150; field 2 = "testing"; field 3 a message with field 1 = 150.
    expect([...int(1, 150)]).toEqual([0x08, 0x96, 0x01]);
    expect([...text(2, 'testing')]).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
    expect([...bytes(3, int(1, 150))]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
    // Packed: field 6 = 3, 270, 86942. Negative numbers: ten bytes.
    expect([...ints(6, [3, 270, 86942])]).toEqual([0x32, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05]);
    expect([...int(1, -2)]).toEqual([0x08, 0xfe, ...new Array(8).fill(0xff), 0x01]);
  });

  it('is read by protobufjs, value for value', () => {
    const values = fc.record({
      whole: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      flag: fc.boolean(),
      wide: fc.double(),
      narrow: fc.float(),
      raw: fc.uint8Array({ maxLength: 300 }),
      words: fc.string({ unit: 'grapheme', maxLength: 200 }),
      doubles: fc.array(fc.double()),
      ints: fc.array(fc.maxSafeInteger()),
    });
    fc.assert(
      fc.property(values, (v) => {
        const inner = message(
          int(1, v.whole),
          int(2, v.flag),
          double(3, v.wide),
          float(4, v.narrow),
          bytes(5, v.raw),
          text(6, v.words),
          doubles(7, v.doubles),
          ints(8, v.ints),
        );
        expect(read(message(bytes(16, inner), int(536870911, 7)))).toMatchObject({
          inner: {
            whole: String(v.whole),
            flag: v.flag,
            wide: v.wide,
            narrow: v.narrow,
            raw: [...v.raw],
            text: v.words,
            doubles: v.doubles,
            ints: v.ints.map(String),
          },
          far: 7,
        });
      }),
    );
  });
});
