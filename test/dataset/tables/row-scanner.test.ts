import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowScanner } from '../../../src/dataset/tables/row-scanner.ts';

/** All rows of a text: numbers, and text where there is none. The bytes come in pieces of `piece`. */
function scanned(
  text: string,
  separator = ',',
  piece = Number.POSITIVE_INFINITY,
): { rows: (number | string)[][]; lines: number[] } {
  const scanner = new RowScanner(separator);
  const bytes = Buffer.from(text);
  const rows: (number | string)[][] = [];
  const lines: number[] = [];
  let at = 0;
  for (let end = Math.min(piece, bytes.length); at < bytes.length; end = Math.min(end + piece, bytes.length)) {
    const isLast = end === bytes.length;
    for (;;) {
      if (at >= end) break;
      const next = scanner.read(bytes.subarray(0, end), at, isLast);
      if (next < 0) break;
      rows.push(Array.from({ length: scanner.width }, (_, k) => scanner.texts.get(k) ?? scanner.numbers[k]));
      lines.push(scanner.lines);
      at = next;
    }
  }
  return { rows, lines };
}

describe('a row', () => {
  const cases: [what: string, text: string, rows: (number | string)[][], separator?: string][] = [
    ['of numbers', '1,-2.5,+3,.5,1e3,007\n', [[1, -2.5, 3, 0.5, 1000, 7]]],
    ['of what is none', 'a,,1O,0x1,1e999, \n', [['a', '', '1O', '0x1', '1e999', '']]],
    ['with blanks around cells', ' 1 , 2\t,x \n', [[1, 2, 'x']]],
    ['with quotation marks', '"1","a,b","say ""hi""",2\n', [[1, 'a,b', 'say "hi"', 2]]],
    [
      'with a line break in a cell',
      '"a\nb",1\n2,3\n',
      [
        ['a\nb', 1],
        [2, 3],
      ],
    ],
    [
      'with a quotation mark inside',
      '5",1\n2,3\n',
      [
        ['5"', 1],
        [2, 3],
      ],
    ],
    [
      'that ends in CR LF, in CR, or in nothing',
      '1,2\r\n3,4\r5,6',
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    [
      'with an empty last cell',
      '1,\n2,',
      [
        [1, ''],
        [2, ''],
      ],
    ],
    ['between tabs', '1\t2\n', [[1, 2]], '\t'],
    [
      'between any number of spaces',
      '  1   2 \t3 \n4 5 6\n',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      ' ',
    ],
    ['of the longest exact digits', '123456789012345,0.123456789012345\n', [[123456789012345, 0.123456789012345]]],
    [
      'of more digits than those',
      '0.12345678901234567,123456789012345678\n',
      [['0.12345678901234567', '123456789012345678'].map(Number)],
    ],
  ];
  it.each(cases)('%s', (_, text, rows, separator) => {
    expect(scanned(text, separator).rows).toEqual(rows);
    for (let piece = 1; piece < 6; piece++) expect(scanned(text, separator, piece).rows).toEqual(rows);
  });

  it('reads every decimal text as JavaScript does, to the bit', () => {
    const decimal = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.tuple(fc.integer(), fc.nat({ max: 99999999 })).map(([whole, part]) => `${whole}.${part}`),
      fc.nat({ max: 255 }).map((byte) => String(byte / 255)),
    );
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 2, maxLength: 9 }), (cells) => {
        expect(scanned(`${cells.join(',')}\n`).rows).toEqual([cells.map(Number)]);
      }),
      { numRuns: 2000 },
    );
  });

  it('counts the lines that it takes', () => {
    expect(scanned('"a\nb\nc",1\n2,3\n').lines).toEqual([3, 1]);
  });
});
