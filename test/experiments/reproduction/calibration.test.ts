import { expect, it } from 'vitest';
import { calibrationError, reliability } from '../../../src/experiments/reproduction/calibration.ts';
import { errorRatio } from '../../../src/experiments/reproduction/presets/argmax-and-softmax.ts';

const labels = [0, 1, 0, 1, 0];
const judgements = { predictions: [0, 1, 1, 1, 0], confidence: [0.9, 0.8, 0.7, 0.6, 1] };

it('bins by confidence, a confidence of 1 in the last one, empty bins left out', () => {
  const bins = reliability(judgements, labels, 2);
  expect(bins).toHaveLength(1);
  expect(bins[0].samples).toBe(5);
  expect(bins[0].confidence).toBeCloseTo(0.8, 15);
  expect(bins[0].accuracy).toBeCloseTo(0.8, 15);
  expect(reliability(judgements, labels, 4).map(({ samples }) => samples)).toEqual([2, 3]);
});

it('weighs the gap of each bin by its samples, so that gaps of both signs do not cancel', () => {
  expect(calibrationError(judgements, labels, 2)).toBeCloseTo(0, 15);
  // 0.5..0.75: confidence 0.65, accuracy 1/2; 0.75..1: confidence 0.9, accuracy 1.
  expect(calibrationError(judgements, labels, 4)).toBeCloseTo((2 / 5) * 0.15 + (3 / 5) * 0.1, 15);
});

it('compares the errors of the least confident tenth with those of all others', () => {
  const confidence = Float64Array.from({ length: 20 }, (_, k) => 1 - k / 40);
  const predictions = new Uint16Array(20).fill(1);
  // Wrong: both of the least confident tenth, and 3 of the other 18.
  for (const k of [0, 1, 2, 18, 19]) predictions[k] = 0;
  const evaluation = { predictions, confidence, losses: new Float64Array(20), loss: 0, accuracy: 0.75 };
  expect(errorRatio(evaluation, new Uint16Array(20).fill(1))).toBeCloseTo(1 / (3 / 18), 12);
});
