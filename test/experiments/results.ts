import type { ActivationResult } from '../../src/experiments/comparison.ts';
import { summarizeActivation } from '../../src/experiments/summarize.ts';
import { type Course, record } from './records.ts';

/** An activation's result from courses of seeds 0, 1, 2, ... */
export function result(name: string, courses: readonly Course[]): ActivationResult {
  return summarizeActivation({
    name,
    lr: 0.1,
    init: 'glorot-uniform',
    search: null,
    records: courses.map((course, seed) => record({ seed, ...course })),
  });
}

/** Courses that reach 95 % after so many epochs each, or never (null) within ten, and end at `final`. */
export function reaching(epochs: readonly (number | null)[], final: readonly number[] = []): Course[] {
  return epochs.map((reached, seed) => ({
    test: Array.from({ length: 10 }, (_, k) => {
      if (k === 9 && final[seed] !== undefined) return final[seed];
      return reached !== null && k + 1 >= reached ? 0.955 : 0.5;
    }),
  }));
}

/** Courses of two epochs that end at these test accuracies, all below 90 %, with training losses 0 for all. */
export function ending(final: readonly number[]): Course[] {
  return final.map((accuracy) => ({ test: [0.1, accuracy], train: [0, 0] }));
}
