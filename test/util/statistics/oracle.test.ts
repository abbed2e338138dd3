import { describe, expect, it } from 'vitest';
import { medianInterval } from '../../../src/util/statistics/bootstrap.ts';
import { holm, signFlipTest, signTest } from '../../../src/util/statistics/paired-tests.ts';
import { mean, median, quantile } from '../../../src/util/statistics/quantile.ts';
import { fixture, worstError } from '../../oracle.ts';

interface Oracle {
  levels: number[];
  samples: { values: number[]; mean: number; median: number; quantiles: number[]; interval: [number, number] }[];
  signFlip: { differences: number[]; p: number }[];
  signFlipMany: { differences: number[]; p: number }[];
  sign: { wins: number; losses: number; p: number }[];
  holm: { ps: number[]; corrected: number[] }[];
}

const oracle = fixture<Oracle>('statistics.json');

describe('against numpy and scipy', () => {
  it('mean, median and quantiles; measured: no difference', () => {
    const worst = oracle.samples.map(({ values, ...truth }) =>
      worstError(
        [mean(values), median(values), ...oracle.levels.map((level) => quantile(values, level))],
        [truth.mean, truth.median, ...truth.quantiles],
      ),
    );
    expect(Math.max(...worst)).toBe(0);
  });

  it('bootstrap intervals of 2 to 10 values, by enumeration of all resamples; measured: no difference', () => {
    for (const { values, interval } of oracle.samples) expect(medianInterval(values)).toEqual(interval);
  });

  it('sign-flip tests of 2 to 12 differences, ties and zeros among them; measured: no difference', () => {
    for (const { differences, p } of oracle.signFlip) expect(signFlipTest(differences)).toBe(p);
  });

  it('sign-flip tests of 18 to 30 differences: exact up to 20, drawn beyond; measured worst 1.2 standard errors', () => {
    for (const { differences, p } of oracle.signFlipMany) {
      const ours = signFlipTest(differences);
      if (differences.length <= 20) expect(ours).toBe(p);
      else expect(Math.abs(ours - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / 10_000) + 1e-4);
    }
  });

  it('sign tests of 1 to 20 pairs; measured worst 1.9e-16', () => {
    const ours = oracle.sign.map(({ wins, losses }) => signTest(wins, losses));
    expect(
      worstError(
        ours,
        oracle.sign.map(({ p }) => p),
      ),
    ).toBeLessThan(4e-16);
  });

  it("Holm's correction, by its definition; measured: no difference", () => {
    for (const { ps, corrected } of oracle.holm) expect(holm(ps)).toEqual(corrected);
  });
});
