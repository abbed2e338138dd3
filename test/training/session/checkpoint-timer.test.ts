import { expect, it } from 'vitest';
import { CheckpointTimer } from '../../../src/training/session/checkpoint-timer.ts';

it('is due after its interval in steps, and tells how many may be taken at once', () => {
  const timer = new CheckpointTimer({ steps: 10 });
  timer.restart(4);
  expect([timer.isDue(13), timer.stepsLeft(13)]).toEqual([false, 1]);
  expect([timer.isDue(14), timer.stepsLeft(5)]).toEqual([true, 9]);
  // At least one, or a training would stand still.
  expect(timer.stepsLeft(20)).toBe(1);
  timer.restart(14);
  expect([timer.isDue(14), timer.stepsLeft(14)]).toEqual([false, 10]);
});

it('is due after its interval in seconds, whatever the steps', () => {
  let seconds = 100;
  const timer = new CheckpointTimer({ seconds: 2 }, () => seconds);
  timer.restart(0);
  seconds = 101.5;
  expect([timer.isDue(1e9), timer.stepsLeft(1e9)]).toEqual([false, Number.POSITIVE_INFINITY]);
  seconds = 102;
  expect(timer.isDue(0)).toBe(true);
  timer.restart(1);
  expect(timer.isDue(2)).toBe(false);
});

it('is never due without an interval', () => {
  const timer = new CheckpointTimer(null, () => Number.MAX_VALUE);
  expect([timer.isDue(1e9), timer.stepsLeft(1e9)]).toEqual([false, Number.POSITIVE_INFINITY]);
});
