import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusionMatrix, confusionText, topConfusions } from '../../src/charts/confusion-matrix.ts';
import { anyTerminal, expectToFit, PLAIN } from './arbitrary-terminal.ts';

const SMALL = [
  [98, 0, 2],
  [1, 99, 0],
  [12, 0, 88],
];
const NAMES = ['0', '1', '2'];
const DIGITS = [...'0123456789'];

const anyMatrix = fc.integer({ min: 1, max: 12 }).chain((n) => {
  const row = fc.array(fc.nat({ max: 12_000 }), { minLength: n, maxLength: n });
  return fc.array(row, { minLength: n, maxLength: n });
});

/** Counts in a row of the drawn matrix, dots as zeros, after the name of the class. */
function countsIn(line: string): number[] {
  const cells = line
    .replaceAll(/[[\]*]/g, ' ')
    .trim()
    .split(/\s+/)
    .slice(1);
  return cells.map((cell) => (cell === '·' ? 0 : Number(cell)));
}

describe('confusionMatrix', () => {
  it('shows right answers in brackets and zeros as dots', () => {
    const lines = confusionMatrix(SMALL, NAMES, PLAIN)
      .split('\n')
      .map((line) => line.trimEnd());
    expect(lines).toEqual([
      '     predicted class, rows: true class',
      'true  0   1   2',
      '0   [98]  ·   2',
      '1     1 [99]  ·',
      '2    12   · [88]',
    ]);
  });

  it('keeps every count', () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const names = matrix.map((_, k) => `c${k}`);
        const lines = confusionMatrix(matrix, names, { ...PLAIN, columns: 120 }).split('\n');
        expect(lines.slice(-matrix.length).map(countsIn)).toEqual(matrix);
      }),
    );
  });

  it('fits ten digits of the MNIST test set into 80 columns, and of a small one into 44', () => {
    const matrix = (right: number) => DIGITS.map((_, i) => DIGITS.map((_, j) => (i === j ? right : 3)));
    expect(confusionMatrix(matrix(1135), DIGITS, PLAIN)).toContain('[1135]');
    expect(confusionMatrix(matrix(198), DIGITS, { ...PLAIN, columns: 44 })).toContain('*198');
  });

  it('lists the most frequent confusions where it does not fit', () => {
    const names = ['a long name', 'another one', 'the third'];
    expect(confusionMatrix(SMALL, names, { ...PLAIN, columns: 40 })).toBe(
      [
        '285 of 300 right (95.00 %); most',
        'frequent confusions:',
        'true the third read as a long name: 12',
        'times',
        'true a long name read as the third: 2',
        'times',
        'true another one read as a long name: 1',
        'time',
      ].join('\n'),
    );
  });

  it('takes as many classes as a table may have', () => {
    const matrix = Array.from({ length: 1000 }, (_, k) => new Array<number>(1000).fill(0).with(k, 1));
    expect(confusionMatrix(matrix, [], PLAIN)).toMatch(/^1,000 of 1,000 right/);
  });

  it('never exceeds its terminal', () => {
    fc.assert(
      fc.property(
        anyMatrix,
        fc.array(fc.string({ maxLength: 30, unit: 'grapheme' })),
        anyTerminal,
        (matrix, names, terminal) => {
          expectToFit(confusionMatrix(matrix, names, terminal), terminal);
        },
      ),
    );
  });
});

describe('topConfusions', () => {
  it('lists wrong answers, the most frequent first', () => {
    const [first, ...others] = topConfusions(SMALL, 2);
    expect(first).toEqual({ truth: 2, predicted: 0, times: 12 });
    expect(others).toEqual([{ truth: 0, predicted: 2, times: 2 }]);
    expect(confusionText(first, NAMES, PLAIN)).toBe('true 2 read as 0: 12 times');
    expect(confusionText({ truth: 1, predicted: 0, times: 1 }, [], PLAIN)).toBe('true 1 read as 0: 1 time');
  });
});
