import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barChart } from '../../src/charts/bars.ts';
import { anyTerminal, expectToFit, PLAIN } from './arbitrary-terminal.ts';

const BARS = [
  { label: '0', share: 0.25, value: '25 %' },
  { label: '10', share: 1, value: '100 %' },
];

it('draws bars to scale, to an eighth of a character, labels and values flush right', () => {
  expect(barChart(BARS, 19, PLAIN)).toBe(' 0 ██▌         25 %\n10 ██████████ 100 %');
  expect(barChart(BARS, 19, { ...PLAIN, unicode: false })).toBe(' 0 ###         25 %\n10 ########## 100 %');
});

it('takes what is no share for the nearest one', () => {
  const share = (value: number) => barChart([{ label: 'x', share: value, value: '' }], 7, PLAIN).trimEnd();
  expect([share(-1), share(2), share(Number.NaN)]).toEqual(['x', 'x ████', 'x']);
});

it('makes the longest bold, in colour', () => {
  const [first, second] = barChart(BARS, 19, { ...PLAIN, colour: true }).split('\n');
  expect(first).not.toContain('\x1b');
  expect(second.startsWith('\x1b[1m10')).toBe(true);
});

it('fits any terminal', () => {
  const bar = fc.record({
    label: fc.string({ maxLength: 90 }),
    share: fc.double(),
    value: fc.string({ maxLength: 90 }),
  });
  const clean = (text: string) => text.replaceAll(/[^a-z%]/g, '.');
  fc.assert(
    fc.property(
      fc.array(bar, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 99 }),
      anyTerminal,
      (bars, width, terminal) => {
        const named = bars.map(({ label, share, value }) => ({ label: clean(label), share, value: clean(value) }));
        expectToFit(barChart(named, width, terminal), terminal);
      },
    ),
  );
});
