import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from '../../src/charts/sparkline.ts';
import { anyTerminal, expectToFit, PLAIN } from './arbitrary-terminal.ts';

describe('sparkline', () => {
  it('stands for lowest to highest', () => {
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8], 8, PLAIN)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8], 8, { ...PLAIN, unicode: false })).toBe('.:-=+*#@');
    expect(sparkline([8, 8, 1, 1], 2, PLAIN)).toBe('█▁');
  });

  it('leaves blanks for what is not finite, and a constant half high', () => {
    expect(sparkline([1, Number.NaN, Number.POSITIVE_INFINITY, 2], 4, PLAIN)).toBe('▁  █');
    expect(sparkline([3, 3], 4, PLAIN)).toBe('▅▅');
    expect(sparkline([], 4, PLAIN)).toBe('');
  });

  it('never exceeds width or terminal', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), fc.nat({ max: 300 }), anyTerminal, (values, width, terminal) => {
        const line = sparkline(values, width, terminal);
        expectToFit(line, terminal);
        expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
