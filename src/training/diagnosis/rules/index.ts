import { explodingGradient, vanishingGradient, varianceCollapse } from './depth.ts';
import { chanceLevel, overFitting } from './fit.ts';
import { learningRateTooHigh, learningRateTooLow } from './learning-rate.ts';
import type { Rule } from './rule.ts';
import { deadUnits, saturation } from './units.ts';

/**
 * All rules, in the order of what is told among findings of one severity. Each needs its sentence in words/en and
 * words/ko, which the compiler asks for.
 */
export const rules = [
  learningRateTooHigh,
  vanishingGradient,
  explodingGradient,
  varianceCollapse,
  saturation,
  deadUnits,
  learningRateTooLow,
  chanceLevel,
  overFitting,
] as const satisfies readonly Rule[];

type AnyRule = (typeof rules)[number];

/** `vanishing-gradient`, `dead-units`, ... */
export type RuleName = AnyRule['name'];

/** What the rule of that name tells when it fires. */
export type FactsOf<Name extends RuleName> =
  Extract<AnyRule, { name: Name }> extends Rule<Name, infer Facts> ? Facts : never;
