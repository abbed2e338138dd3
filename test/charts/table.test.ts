import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../src/charts/table.ts';
import { anyTerminal, expectToFit, PLAIN } from './arbitrary-terminal.ts';

const HEAD = ['activation', 'accuracy', 'notes'];
const ROWS = [
  ['relu', '97.53 %', 'the best of all that were tried'],
  ['sigmoid', '9.80 %', ''],
];
const align = ['left', 'right', 'left'] as const;

describe('table', () => {
  it('lines up columns under one rule', () => {
    expect(table(HEAD, ROWS, { align }, PLAIN)).toBe(
      [
        ' activation  accuracy  notes',
        '─'.repeat(55),
        ' relu         97.53 %  the best of all that were tried',
        ' sigmoid       9.80 %',
      ].join('\n'),
    );
  });

  it('wraps words in the widest column, and keeps a number with its unit', () => {
    expect(table(HEAD, ROWS, { align }, { ...PLAIN, columns: 36, unicode: false })).toBe(
      [
        ' activation  accuracy  notes',
        '-'.repeat(36),
        ' relu         97.53 %  the best of',
        '                       all that',
        '                       were tried',
        ' sigmoid       9.80 %',
      ].join('\n'),
    );
  });

  it('lists rows one below the other where words do not fit', () => {
    expect(table(HEAD, ROWS.slice(0, 1), { align }, { ...PLAIN, columns: 22 })).toBe(
      ['activation  relu', 'accuracy    97.53 %', 'notes       the best …'].join('\n'),
    );
  });

  it('never exceeds its terminal and keeps every short cell', () => {
    const word = fc.stringMatching(/^[a-z0-9.é ]{0,12}$/);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 9 }),
        fc.array(fc.array(word, { maxLength: 9 }), { maxLength: 5 }),
        anyTerminal,
        (head, rows, terminal) => {
          expectToFit(table(head, rows, {}, terminal), terminal);
        },
      ),
    );
  });
});
