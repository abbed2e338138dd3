import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../src/formats/tensorboard/crc32c.ts';
import { record } from '../../../src/formats/tensorboard/record.ts';
import { bitwiseCrc32c, readRecords } from './reader.ts';

describe('crc32c', () => {
  it('has the published check values', () => {
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
    // RFC 3720, B.4: 32 bytes of zeros, of ones, ascending.
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, k) => k))).toBe(0x46dd794e);
  });

  it('agrees with the division bit by bit', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (data) => crc32c(data) === bitwiseCrc32c(data)));
  });
});

describe('records', () => {
  it('come back one by one, and a changed bit is found', () => {
    const some = fc.array(fc.uint8Array({ maxLength: 50 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(some, fc.nat(), (data, place) => {
        const file = Uint8Array.from(data.flatMap((one) => [...record(one)]));
        expect(readRecords(file)).toEqual(data);
        file[place % file.length] ^= 1 << (place % 8);
        expect(() => readRecords(file)).toThrow();
      }),
    );
  });
});
