import { describe, expect, it } from 'vitest';
import { scheduleByName, scheduleNames } from '../../src/nn/schedules.ts';
import { UserError } from '../../src/util/user-error.ts';
import { fixture, worstError } from '../oracle.ts';

/** The oracle's names in our spelling. */
const spelling: Record<string, string> = {
  'step-5-0.5': 'step:5,0.5',
  'exponential-0.9': 'exponential:0.9',
  'cosine-20': 'cosine:20',
  'linear-warmup-5-from-0.1': 'warmup:5,0.1',
};

describe('schedules', () => {
  const { schedules } = fixture<{ schedules: Record<string, number[]> }>('schedules.json');
  // PyTorch multiplies from epoch to epoch, ours is a closed form: the last bits differ. Measured worst: 8e-16 absolute.
  it.each(Object.entries(schedules))('%s is PyTorch’s to the last bits', (name, factors) => {
    const schedule = scheduleByName(spelling[name]);
    const ours = factors.map((_, epoch) => schedule.factor(epoch, factors.length));
    expect(worstError(ours, factors, 1)).toBeLessThan(2e-15);
  });

  it.each(scheduleNames)('%s stays within 0..1 over a training', (name) => {
    const schedule = scheduleByName(name);
    for (let epoch = 0; epoch <= 12; epoch += 0.125) {
      expect(schedule.factor(epoch, 12)).toBeGreaterThanOrEqual(0);
      expect(schedule.factor(epoch, 12)).toBeLessThanOrEqual(1);
    }
  });

  it('one-cycle rises from 1/25 to 1 in the first 30 % and ends at 1/250000', () => {
    const { factor } = scheduleByName('one-cycle');
    const ours = [factor(0, 10), factor(3, 10), factor(10, 10)];
    expect(worstError(ours, [1 / 25, 1, 1 / 250_000])).toBeLessThan(1e-14);
  });

  it('cosine without a number spans the training', () => {
    expect(scheduleByName('cosine').factor(4, 8)).toBeCloseTo(0.5, 15);
  });

  it.each(['stepp', 'step:0', 'step:1,2,3', 'constant:1', 'step:x'])('%s is a UserError', (text) => {
    expect(() => scheduleByName(text)).toThrow(UserError);
  });
});
