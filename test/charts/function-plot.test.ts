import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import { functionPlot, sampleFunction } from '../../src/charts/function-plot.ts';
import { anyTerminal, expectToFit, PLAIN } from './arbitrary-terminal.ts';

const elementwise = activations.filter(({ scalar }) => scalar);
const named = (...names: string[]) =>
  names.map((name) => activations.find((one) => one.name === name) ?? activations[0]);

describe('sampleFunction', () => {
  it('has both ends, the middle, and f and its slope between', () => {
    const points = sampleFunction(named('sigmoid')[0], [-6, 6], 5);
    expect(points.map(({ z }) => z)).toEqual([-6, -3, 0, 3, 6]);
    expect(points[2]).toEqual({ z: 0, f: 0.5, df: 0.25 });
    expect(points[4].f).toBeCloseTo(1 / (1 + Math.exp(-6)), 15);
  });

  it.each(named('tanh', 'gelu', 'prelu'))('$name has slopes that are those of its points', (one) => {
    const points = sampleFunction(one, [-6, 6], 6001);
    for (const [k, { z, df }] of points.entries()) {
      if (k === 0 || k === points.length - 1 || z === 0) continue;
      const between = (points[k + 1].f - points[k - 1].f) / (points[k + 1].z - points[k - 1].z);
      // Central differences 0.004 wide: |f'''| h^2 / 6 <= 2 * 4e-6 / 6. Measured: 1.333e-6.
      expect(Math.abs(between - df)).toBeLessThan(1.4e-6);
    }
  });

  it('refuses a function of a whole row', () => {
    expect(() => sampleFunction(named('softmax')[0], [-1, 1], 3)).toThrow(/softmax, which acts on whole rows/);
  });
});

describe('functionPlot', () => {
  it('fits any terminal', () => {
    fc.assert(
      fc.property(anyTerminal, fc.subarray([...elementwise], { minLength: 1 }), (terminal, some) => {
        expectToFit(functionPlot(some, [-6, 6], undefined, terminal), terminal);
      }),
      { numRuns: 40 },
    );
  });

  it('stands side by side where there is room, below each other where not', () => {
    const plot = (columns: number) => functionPlot(named('sigmoid', 'tanh'), [-6, 6], undefined, { ...PLAIN, columns });
    expect(plot(160)).toMatch(/^The functions +Their derivatives/);
    expect(plot(60)).toMatch(/^The functions\n(.*\n)+\nTheir derivatives/);
    const ascii = functionPlot(named('sigmoid', 'tanh'), [-6, 6], undefined, { ...PLAIN, unicode: false });
    expect(ascii).not.toMatch(/mean of|Left out/);
    for (const text of [plot(160), plot(60)]) {
      expect(text.match(/● sigmoid {2}▲ tanh/g)).toHaveLength(2);
      expect(text).not.toMatch(/mean of|Left out/);
    }
  });
});
