import { describe, expect, it } from 'vitest';
import { count, duration, percent, rate, significant } from '../../src/charts/format.ts';

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
