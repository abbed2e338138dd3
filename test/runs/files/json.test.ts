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

  it('escapes what steers a terminal', () => {
    const text = 'a\u009b31m\u202eb\u2028\u007f\u061c\u0007';
    expect(toJson({ text })).toBe('{"text":"a\\u009b31m\\u202eb\\u2028\\u007f\\u061c\\u0007"}');
    expect(JSON.parse(toJson({ text }))).toEqual({ text });
    expect(toJson({ a: [1] }, 2)).toBe('{\n  "a": [\n    1\n  ]\n}');
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
  it.each<[string, string]>([
    ['at the top', '{"a":1,"b":2,"a":3}'],
    ['spelt otherwise', '{"a":1,"\\u0061":3}'],
    ['inside', '[{"x":{"a":[{}],"a":2}}]'],
    ['that are empty', '{"" : 1, "":2}'],
  ])('refuses two entries of one name: %s', (_where, text) => {
    expect(mistakeOf(() => parseJson(text, 'c.json')).message).toMatch(/c.json must have one entry of each name/);
  });

  it('knows names from values, and objects from each other', () => {
    const text = '{"a":"a","b":["a","a"],"c":{"a":"\\"a\\":","d":"\\\\"},"d":[{"a":1},{"a":2}]}';
    expect(parseJson(text, 'c.json')).toEqual(JSON.parse(text));
  });

  it('reads whatever toJson writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(parseJson(toJson(value), 'c.json')).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses deep nesting before it takes memory, whole or not', () => {
    for (const text of ['['.repeat(8e6), `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`])
      expect(mistakeOf(() => parseJson(text, 'c.json')).message).toMatch(/must not nest values more than 32 deep/);
  });

  it('tells what is wrong in one line', () => {
    const { message } = mistakeOf(() => parseJson('{\n "a": 1,\n "b": ]\n}', 'c.json'));
    expect(message).toMatch(/^c\.json must be JSON; received '.*'\.$/);
  });
});
