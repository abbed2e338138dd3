import { describe, expect, it } from 'vitest';
import { centre, clip, padEnd, padStart, showable, textWidth, wrap } from '../../src/charts/text.ts';
import { wordsIn } from '../../src/words/index.ts';
import { PLAIN } from './arbitrary-terminal.ts';

const RED = '\x1b[31mred\x1b[39m';

describe('text', () => {
  it('does not count colour codes', () => {
    expect(textWidth(`${RED}…`)).toBe(4);
  });

  it('counts two columns for a syllable of Hangul, one for what is drawn with, none for marks', () => {
    expect(['학습률', '학습률 0.1', '│⣿█…', 'e\u0301', 'ﾊ', '猫'].map(textWidth)).toEqual([6, 10, 4, 1, 1, 2]);
  });

  it('cuts and wraps by columns', () => {
    expect(clip('활성화 함수', 6, '…')).toBe('활성…');
    expect(clip('활성화 함수', 7, '…')).toBe('활성화…');
    expect(clip('활성화 함수', 1)).toBe('');
    expect(wrap('활성화 함수의 기울기', 9)).toEqual(['활성화', '함수의', '기울기']);
    expect(wrap('활성화함수', 5)).toEqual(['활성', '화함', '수']);
    expect(wrap('가나', 1)).toEqual(['가', '나']);
    expect([padEnd('층', 4), padStart('층', 4), centre('층', 6)]).toEqual(['층  ', '  층', '  층']);
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
    expect(showable('손실 é 猫', { ...PLAIN, unicode: false })).toBe('?? e ?');
    expect(showable('손실 é 猫', { ...PLAIN, unicode: false, words: wordsIn('ko') })).toBe('손실 e ?');
  });
});
