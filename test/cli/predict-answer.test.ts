import { expect, it } from 'vitest';
import { answerOf } from '../../src/cli/commands/predict/answer.ts';

it.each([
  ['sure', [0.05, 0.9, 0.05], { digit: 1, unsure: false, candidates: [1] }],
  ['a rival beyond half of it', [0.31, 0.6, 0.09], { digit: 1, unsure: true, candidates: [1, 0] }],
  ['two rivals', [0.34, 0.33, 0.33], { digit: 0, unsure: true, candidates: [0, 1, 2] }],
  ['low without a rival', [0.45, 0.2, 0.2, 0.15], { digit: 0, unsure: true, candidates: [0] }],
  ['a rival that is exactly half', [0.5, 0.25, 0.25], { digit: 0, unsure: false, candidates: [0] }],
])('%s', (_what, outputs, expected) => {
  expect(answerOf(outputs)).toEqual({ ...expected, probability: outputs[expected.digit] });
});
