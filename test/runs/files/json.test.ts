import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, toJson } from '../../../src/runs/files/json.ts';
import { mistakeOf } from '../../dataset/user-mistake.ts';

describe('toJson', () => {
  it('spells NaN and infinities as strings', () => {
    expect(toJson({ a: [Number.NaN, 1], b: -Infinity, c: Infinity })).toBe(
      '{"a":["NaN",1],"b":"-Infinity","c":"Infinity"}',
    );
  });

  it('keeps finite numbers to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(JSON.parse(toJson([x]))[0]).toBe(Object.is(x, -0) ? 0 : x);
      }),
    );
  });
});

describe('parseJson', () => {
  it('tells what is wrong in one line', () => {
    const { message } = mistakeOf(() => parseJson('{\n "a": 1,\n "b": ]\n}', 'c.json'));
    expect(message).toMatch(/^c\.json must be JSON; received '.*'\.$/);
  });
});
