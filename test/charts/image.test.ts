import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captioned, drawImage, sideBySide } from '../../src/charts/image.ts';
import { anyTerminal, expectToFit, PLAIN } from './arbitrary-terminal.ts';

const CROSS = [0, 255, 0, 255, 255, 255, 0, 255, 0];

describe('drawImage', () => {
  it('shades two pixels per character without colour', () => {
    expect(drawImage(CROSS, [3, 3], PLAIN)).toBe('▒█▒\n ▒ ');
    expect(drawImage(CROSS, [3, 3], { ...PLAIN, unicode: false })).toBe('=@=\n = ');
  });

  it('colours half blocks, upper pixel in front', () => {
    const text = drawImage([0, 255], [2, 1], { ...PLAIN, colour: true });
    expect(text).toBe('\x1b[38;5;16;48;5;231m▀\x1b[0m');
  });

  it('does not repeat a colour that goes on', () => {
    const text = drawImage(new Uint8Array(28), [1, 28], { ...PLAIN, colour: true });
    expect(text.split('\x1b').length).toBe(3);
    expect(stripVTControlCharacters(text)).toBe('▀'.repeat(28));
  });

  it('keeps the aspect and fits any terminal', () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(shape, anyTerminal, ([rows, columns], terminal) => {
        const pixels = Uint8Array.from({ length: rows * columns }, (_, k) => k % 256);
        const text = drawImage(pixels, [rows, columns], terminal);
        expectToFit(text, terminal);
        const factor = Math.ceil(columns / terminal.columns);
        expect(text.split('\n').length).toBe(Math.ceil(Math.ceil(rows / factor) / 2));
      }),
    );
  });

  it('takes values outside 0..255 for the nearest inside', () => {
    expect(drawImage([-5, 300, Number.NaN], [1, 3], PLAIN)).toBe(' ▒ ');
  });
});

describe('sideBySide', () => {
  const block = captioned('██\n██', 'a 7', PLAIN);

  it('puts captions under blocks, and blocks in rows', () => {
    expect(block).toBe('██\n██\na\n7');
    expect(sideBySide(['aaa\nb', 'cc', 'd'], 2, { ...PLAIN, columns: 8 })).toBe('aaa  cc\nb\n\nd');
  });

  it('never exceeds its terminal', () => {
    const blocks = fc.array(
      fc.string({ maxLength: 250 }).map((text) => text.replaceAll(/[^a-z]/g, '.')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(blocks, fc.integer({ min: 0, max: 5 }), anyTerminal, (parts, gap, terminal) => {
        expectToFit(
          sideBySide(
            parts.map((part) => captioned(part, part, terminal)),
            gap,
            terminal,
          ),
          terminal,
        );
      }),
    );
  });
});
