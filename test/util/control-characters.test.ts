import { describe, expect, it } from 'vitest';
import { withoutControls, withoutControlsButColours } from '../../src/util/control-characters.ts';

const steering = [
  '\x07',
  '\x1b[2J',
  '\x1b]0;title\x07',
  '\u009b2J',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u061c',
  '\r',
  '\x7f',
];

describe('text for a terminal', () => {
  it.each(steering)('holds nothing that steers it: %j', (text) => {
    for (const clean of [withoutControls, withoutControlsButColours])
      expect(clean(`a${text}b`)).toMatch(/^a[\x20-\x7e]+b$/);
  });

  it('keeps colours, lines and tabs of our own', () => {
    const text = '\x1b[1;31mred\x1b[39m\tand\n한국어 é 🙂';
    expect(withoutControlsButColours(text)).toBe(text);
  });
});
