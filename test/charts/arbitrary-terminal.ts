import fc from 'fast-check';
import { expect } from 'vitest';
import type { Terminal } from '../../src/charts/terminal.ts';
import { textWidth } from '../../src/charts/text.ts';

/** A terminal of 80 columns without colour, on which expectations can be read. */
export const PLAIN: Terminal = { columns: 80, unicode: true, colour: false };

export const anyTerminal: fc.Arbitrary<Terminal> = fc.record({
  columns: fc.integer({ min: 20, max: 200 }),
  unicode: fc.boolean(),
  colour: fc.boolean(),
});

/** Text stays inside its terminal: no longer line, no escape code without colour, no character beyond ASCII without unicode. */
export function expectToFit(text: string, terminal: Terminal): void {
  const widths = text.split('\n').map(textWidth);
  expect(Math.max(...widths)).toBeLessThanOrEqual(terminal.columns);
  if (!terminal.colour) expect(text.includes(String.fromCharCode(27))).toBe(false);
  if (!terminal.unicode) expect([...text].filter((character) => character.charCodeAt(0) > 127)).toEqual([]);
}
