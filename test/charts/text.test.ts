import { describe, expect, it } from 'vitest';
import { clip, showable, textWidth, wrap } from '../../src/charts/text.ts';
import { PLAIN } from './arbitrary-terminal.ts';

const RED = '\x1b[31mred\x1b[39m';

describe('text', () => {
  it('does not count colour codes', () => {
    expect(textWidth(`${RED}…`)).toBe(4);
  });

  it('cuts between visible characters and closes colours', () => {
    expect(clip(RED, 3)).toBe(RED);
    expect(clip(RED, 2, '…')).toBe('\x1b[31mr…\x1b[0m');
    expect(clip('plain', 3)).toBe('pla');
  });

  it('wraps between words, and cuts words that are too long', () => {
    expect(wrap('the loss of a step', 9)).toEqual(['the loss', 'of a step']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('', 3)).toEqual([]);
  });

  it('finds a likeness in ASCII', () => {
    expect(showable('Übung → 3 × 4 … 猫', { ...PLAIN, unicode: false })).toBe('Ubung > 3 x 4 ~ ?');
    expect(showable('a\tb', PLAIN)).toBe('a b');
  });
});
