import { expect, it } from 'vitest';
import { Pace } from '../../../src/training/session/pace.ts';

it('begins with one step, then takes what fits into 60 ms, at least one and at most what is asked for', () => {
  const pace = new Pace();
  expect(pace.steps(512)).toBe(1);
  pace.learn(1, 0.001);
  expect(pace.steps(512)).toBe(60);
  expect(pace.steps(7)).toBe(7);
  pace.learn(10, 30);
  expect(pace.steps(512)).toBe(1);
  // A clock that has not moved yet.
  pace.learn(1, 0);
  expect(pace.steps(512)).toBe(512);
});

it('learns nothing from a run without steps', () => {
  const pace = new Pace();
  pace.learn(2, 0.002);
  pace.learn(0, 0.5);
  expect(pace.steps(512)).toBe(60);
});
