import { describe, expect, it } from 'vitest';
import { isNestedBeyond } from '../../src/util/nesting.ts';
import { plain } from '../../src/util/plain.ts';
import { asText, shown } from '../../src/util/shown.ts';
import { nearest, UserError } from '../../src/util/user-error.ts';
import { effort } from '../support/effort.ts';

const itself: unknown[] = [];
itself.push(itself, itself);
const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

describe('a value that came from anywhere', () => {
  it.each([
    ['holds itself', itself],
    ['is nested a hundred thousand deep', deep(100_000)],
    ['is nested more than a hundred deep', deep(101)],
    ['throws when it is asked', { toJSON: () => JSON.parse('') }],
    ['is a bigint', 1n],
  ])('can be shown where it %s', (_what, value) => {
    expect(shown(value)).toMatch(/^an? \w+ that cannot be shown$/);
    expect(new UserError({ rule: 'it must not', received: value }).message).toMatch(/^it must not; received an? \w+ /);
  });

  it('is shown as JSON where it is nested a hundred deep', () => {
    expect(shown(deep(100))).toBe(JSON.stringify(deep(100)));
  });

  it('is text where String() throws', () => {
    expect(asText(Object.create(null))).toBe('an object that cannot be shown');
    expect(asText({ toString: null, valueOf: null })).toBe('an object that cannot be shown');
    expect(asText(new Error('so'))).toBe('Error: so');
  });

  it('is nested beyond some depth, or not', () => {
    expect(isNestedBeyond({ a: [1, { b: 2 }] }, 3)).toBe(false);
    expect(isNestedBeyond({ a: [1, { b: 2 }] }, 2)).toBe(true);
    expect(isNestedBeyond('text', 0)).toBe(false);
    expect(isNestedBeyond(itself, 50)).toBe(true);
    expect(isNestedBeyond(deep(100_000), 50)).toBe(true);
  });
});

describe('a message', () => {
  it('is one line that steers no terminal, whatever went into it', () => {
    const evil = 'a\nb\r\u001b[2J\u202e\u2028c';
    const { message } = new UserError({ rule: `${evil} must go`, received: evil, fix: evil });
    expect(message).toBe("a b  [2J  c must go; received 'a b  [2J  c'. a b  [2J  c.");
  });

  it('is no book', () => {
    const book = 'x'.repeat(1e7);
    expect(new UserError({ rule: book, received: book, fix: book }).message.length).toBeLessThan(10_000);
    expect(plain(book)).toHaveLength(60);
  });

  it('looks for the nearest name of a book in no time', () => {
    const names = Array.from({ length: 60 }, (_, k) => `some-name-${k}`);
    const spent = effort();
    expect(nearest('x'.repeat(2e7), names)).toBeUndefined();
    expect(spent()).toBeLessThan(500);
  });
});
