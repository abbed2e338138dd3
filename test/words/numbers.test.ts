import { describe, expect, it } from 'vitest';
import { english, wordsIn } from '../../src/words/index.ts';
import { count, digits, oneIn, percents, rounded, significant } from '../../src/words/numbers.ts';

const { percent, duration, rate } = english.figures;

describe('numbers as text', () => {
  it.each([
    [percent, 0.9753, '97.53 %'],
    [percent, 1, '100.00 %'],
    [significant, 0.0693412, '0.06934'],
    [significant, 2.3, '2.300'],
    [significant, 9.99961, '10.00'],
    [significant, 1234.6, '1235'],
    [significant, 99_999, '1.000e+5'],
    [significant, 0.0000123456, '1.235e-5'],
    [significant, -0.5, '-0.5000'],
    [significant, 0, '0'],
    [count, 12_345, '12,345'],
    [rate, 12_345.4, '12,345/s'],
    [rate, 3.21, '3.2/s'],
    [rate, 9.97, '10/s'],
    [duration, 0.35, '350 ms'],
    [duration, 0.9996, '1.0 s'],
    [duration, 12.34, '12.3 s'],
    [duration, 59.97, '1 m 00 s'],
    [duration, 125, '2 m 05 s'],
    [duration, 3599.7, '1 h 00 m'],
    [duration, 3725, '1 h 02 m'],
  ])('%o of %d is %s', (format, value, text) => {
    expect(format(value)).toBe(text);
  });

  it.each([percent, significant, count, rate, duration])('%o names what is not a finite number', (format) => {
    expect(format(Number.NaN)).toBe('NaN');
    expect(format(Number.POSITIVE_INFINITY)).toBe('Infinity');
    expect(format(null)).toBe('-');
  });
});

it.each([
  [digits, 0.2345, '0.23'],
  [digits, 1234, '1200'],
  [digits, 0.00001234, '1.2e-5'],
  [digits, 0, '0'],
  [percents, 0.923, '92'],
  [percents, 0.00294, '0.29'],
  [percents, 1, '100'],
  [oneIn, 0.00294, '1/340'],
  [oneIn, 1e-7, '1/10,000,000'],
])('%o of %d is %s', (format, value, text) => {
  expect(format(value)).toBe(text);
});

it('rounded has no zeros at its end', () => {
  expect([rounded(2.04, 1), rounded(2.06, 1), rounded(0.5, 2)]).toEqual(['2', '2.1', '0.5']);
});

it('Korean has its own units', () => {
  const { percent, duration, rate } = wordsIn('ko').figures;
  expect([0.35, 12.34, 125, 3725].map(duration)).toEqual(['350밀리초', '12.3초', '2분 05초', '1시간 02분']);
  expect([percent(0.9753), rate(12_345.4), rate(3.21), duration(null)]).toEqual([
    '97.53%',
    '12,345개/초',
    '3.2개/초',
    '-',
  ]);
});
