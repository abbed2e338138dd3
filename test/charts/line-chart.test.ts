import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineChart } from '../../src/charts/line-chart.ts';
import { effort } from '../support/effort.ts';
import { anyTerminal, expectToFit, PLAIN } from './arbitrary-terminal.ts';

const LABELS = { title: 'Training loss by step', xLabel: 'step', yLabel: 'loss' };

/** Any points at all: unordered, huge, tiny, missing. */
const anySeries = fc.array(
  fc.record({
    label: fc.string({ maxLength: 40, unit: 'grapheme' }),
    points: fc.array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 1e5 }), fc.double()), fc.double()), { maxLength: 60 }),
  }),
  { maxLength: 12 },
);

function small(points: [number, number][], columns = 32) {
  return lineChart([{ label: 'relu', points }], { ...LABELS, rows: 5 }, { ...PLAIN, columns });
}

describe('lineChart', () => {
  it('draws a curve between its axes', () => {
    const points: [number, number][] = [4, 3, 2.5, 2, 1.5, 1.25, 1, 0.75, 0.5].map((y, x) => [x, y]);
    const ascii = { ...PLAIN, unicode: false, columns: 32 };
    expect(lineChart([{ label: 'relu', points }], { ...LABELS, rows: 5 }, ascii)).toMatchInlineSnapshot(`
      "Training loss by step

      loss
      4 |**                           
        |  ****                       
      2 |      *******                
        |             **************  
      0 |                           **
        ++-----------------+----------
         0                 5
                                  step
        * relu"
    `);
  });

  it('marks points and curves in braille', () => {
    expect(
      small([
        [0, 0],
        [1, 1],
        [2, 0],
      ]),
    ).toMatchInlineSnapshot(`
      "Training loss by step

      loss
      1.0 ┤           ⢀⠔●⠒⢄           
          │        ⢀⠤⠊⠁    ⠉⠢⣀        
      0.5 ┤     ⢀⡠⠊⠁          ⠑⠤⡀     
          │  ⢀⡠⠒⠁               ⠈⠑⢄⡀  
      0.0 ┤●⠔⠁                     ⠈⠢●
          └┬────────────┬────────────┬
           0            1            2
                                  step
        ● relu"
    `);
  });

  it('never exceeds its terminal', () => {
    fc.assert(
      fc.property(anySeries, fc.boolean(), anyTerminal, (series, log, terminal) => {
        expectToFit(
          lineChart(series, { ...LABELS, title: 'Loss of äll – 10⁻³ of a very long title, indeed', log }, terminal),
          terminal,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a gap where values are not finite, and says so', () => {
    const whole = small([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    const broken = small([
      [0, 1],
      [1, 1],
      [2, Number.NaN],
      [3, 1],
      [4, 1],
    ]);
    const infinite = small([
      [0, 1],
      [1, 1],
      [2, Number.POSITIVE_INFINITY],
      [3, 1],
      [4, 1],
    ]);
    const gaps = (chart: string) => /[\u2801-\u28ff●] +[\u2801-\u28ff●]/.test(chart);
    expect(gaps(whole)).toBe(false);
    expect(gaps(broken)).toBe(true);
    expect(broken).toContain('Left out: 1 value that is not');
    expect(infinite).toBe(broken);
  });

  it('names series of which nothing can be drawn', () => {
    const none = lineChart([{ label: 'tanh', points: [[1, Number.NaN]] }], LABELS, PLAIN);
    expect(none).toContain('(no value to draw)');
    expect(none).toContain('tanh (no values)');
    expect(lineChart([], LABELS, PLAIN)).toContain('(no value to draw)');
    expect(lineChart([{ label: 'a', points: [[1, 0]] }], { ...LABELS, log: true }, PLAIN)).toContain('not above 0');
  });

  it('shows a single point, and a constant', () => {
    expect(small([[1, 0.3]])).toMatch(/│ +● *$/m);
    expect(
      small([
        [0, 0.3],
        [50, 0.3],
      ]),
    ).toMatch(/│●⠤+●$/m);
  });

  it.each([2, 3, 100])('tells series apart without colour, even where all %d points coincide', (length) => {
    const points = Array.from({ length }, (_, x): [number, number] => [x, 1]);
    for (const unicode of [true, false]) {
      const chart = lineChart(
        [
          { label: 'a', points },
          { label: 'b', points },
        ],
        LABELS,
        { ...PLAIN, unicode },
      );
      const plot = chart
        .split('\n')
        .filter((line) => /[│┤|]/.test(line))
        .join('');
      for (const mark of unicode ? '●▲' : '*o') expect(plot.split(mark).length).toBeGreaterThan(1);
    }
  });

  it('averages points that share a column, and says so', () => {
    const flicker = Array.from({ length: 40_000 }, (_, x): [number, number] => [x, x % 2 ? 3 : 1]);
    const spent = effort();
    const chart = lineChart([{ label: 'noisy', points: flicker }], LABELS, PLAIN);
    expect(spent()).toBeLessThan(1000);
    expect(chart).toMatch(/mean of about 2\d\d values/);
    expect(chart).not.toContain('3.0');
  });

  it('survives more points than fit on the stack', () => {
    const points = Array.from({ length: 300_000 }, (_, x): [number, number] => [x, Math.exp(-x / 1e5)]);
    expectToFit(lineChart([{ label: 'long', points }], LABELS, PLAIN), PLAIN);
  });
});
