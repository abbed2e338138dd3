import { counted } from '../../util/counted.ts';
import { count, orNone, twoDigits } from '../numbers.ts';
import type { FigurePhrases } from '../phrases/figures.ts';

/** Numbers with their units, in English. */
export const figures: FigurePhrases = {
  percent: (fraction) => orNone(fraction, (x) => `${(100 * x).toFixed(2)} %`),
  wholePercent: (fraction) => orNone(fraction, (x) => `${(100 * x).toFixed(0)} %`),
  duration: (seconds) =>
    orNone(seconds, (s) => {
      if (s < 0.9995) return `${Math.round(s * 1000)} ms`;
      if (s < 59.95) return `${s.toFixed(1)} s`;
      const whole = Math.round(s);
      if (whole < 3600) return `${Math.floor(whole / 60)} m ${twoDigits(whole % 60)} s`;
      const minutes = Math.round(s / 60);
      return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} m`;
    }),
  timeLeft: (seconds) => {
    if (seconds < 59.5) return `about ${Math.max(1, Math.round(seconds))} s left`;
    const minutes = Math.round(seconds / 60);
    return minutes < 60
      ? `about ${minutes} m left`
      : `about ${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} m left`;
  },
  rate: (perSecond) => orNone(perSecond, (x) => `${x < 9.95 ? x.toFixed(1) : count(x)}/s`),
  epochs: (n) => counted(n, 'epoch'),
  steps: (n) => counted(n, 'step'),
  seeds: (n) => counted(n, 'seed'),
  runs: (n) => counted(n, 'run'),
  threads: (n) => counted(n, 'thread'),
};
