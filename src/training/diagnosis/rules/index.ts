import { explodingGradient, vanishingGradient, varianceCollapse } from './depth.ts';
import { chanceLevel, overFitting } from './fit.ts';
import { learningRateTooHigh, learningRateTooLow } from './learning-rate.ts';
import type { Rule } from './rule.ts';
import { deadUnits, saturation } from './units.ts';

/** All rules, in the order of what is told among findings of one severity. */
export const rules: readonly Rule[] = [
  learningRateTooHigh,
  vanishingGradient,
  explodingGradient,
  varianceCollapse,
  saturation,
  deadUnits,
  learningRateTooLow,
  chanceLevel,
  overFitting,
];
