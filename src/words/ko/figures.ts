import { count, orNone, twoDigits } from '../numbers.ts';
import type { FigurePhrases } from '../phrases/figures.ts';

/** Numbers with their units, in Korean. */
export const figures: FigurePhrases = {
  percent: (fraction) => orNone(fraction, (x) => `${(100 * x).toFixed(2)}%`),
  wholePercent: (fraction) => orNone(fraction, (x) => `${(100 * x).toFixed(0)}%`),
  duration: (seconds) =>
    orNone(seconds, (s) => {
      if (s < 0.9995) return `${Math.round(s * 1000)}밀리초`;
      if (s < 59.95) return `${s.toFixed(1)}초`;
      const whole = Math.round(s);
      if (whole < 3600) return `${Math.floor(whole / 60)}분 ${twoDigits(whole % 60)}초`;
      const minutes = Math.round(s / 60);
      return `${Math.floor(minutes / 60)}시간 ${twoDigits(minutes % 60)}분`;
    }),
  timeLeft: (seconds) => {
    if (seconds < 59.5) return `약 ${Math.max(1, Math.round(seconds))}초 남음`;
    const minutes = Math.round(seconds / 60);
    return minutes < 60
      ? `약 ${minutes}분 남음`
      : `약 ${Math.floor(minutes / 60)}시간 ${twoDigits(minutes % 60)}분 남음`;
  },
  rate: (perSecond) => orNone(perSecond, (x) => `${x < 9.95 ? x.toFixed(1) : count(x)}개/초`),
  epochs: (n) => `${count(n)}에포크`,
  steps: (n) => `${count(n)}스텝`,
  seeds: (n) => `시드 ${count(n)}개`,
  runs: (n) => `실행 ${count(n)}개`,
  threads: (n) => `스레드 ${count(n)}개`,
};
