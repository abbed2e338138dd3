import type { Maybe } from '../numbers.ts';

/** Numbers with their units; `-` where there is none. */
export interface FigurePhrases {
  /** A fraction with two decimals: 0.9753 -> '97.53 %'. */
  percent(fraction: Maybe): string;
  /** A fraction in whole percent: 0.493 -> '49 %'. */
  wholePercent(fraction: Maybe): string;
  /** A time in seconds, by size: '350 ms', '12.3 s', '2 m 05 s', '1 h 02 m'. */
  duration(seconds: Maybe): string;
  /** Time that the rest will take, rounded: 'about 12 s left', 'about 3 m left', 'about 1 h 02 m left'. */
  timeLeft(seconds: number): string;
  /** Things per second: 12345.6 -> '12,346/s'; below 10 with one decimal. */
  rate(perSecond: Maybe): string;
  epochs(n: number): string;
  steps(n: number): string;
  seeds(n: number): string;
  runs(n: number): string;
  threads(n: number): string;
}
