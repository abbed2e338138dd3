import {
  bottleneck,
  linearCollapse,
  outputSaturation,
  residualVarianceDoubling,
  softmaxAsHidden,
} from './architecture.ts';
import { explodingGradient, vanishingGradient, varianceCollapse } from './depth.ts';
import { stillLearning, tooFewUpdates } from './duration.ts';
import { chanceLevel, memorised, overFitting, underFitting } from './fit.ts';
import { inputScale, inputsDiffer, invertedImages } from './inputs.ts';
import { classMissing, labelsDoNotMatch, oneClassValidation, sortedData } from './labels.ts';
import { collapse, learningRateTooHigh, learningRateTooLow } from './learning-rate.ts';
import type { Rule } from './rule.ts';
import { deadUnits, saturation, unluckyInit } from './units.ts';
import { unsettled } from './unsettled.ts';

/**
 * All rules, in the order of what is told among findings of one severity: what is wrong with the data before the network,
 * the network before its start, that before the rate, and the rate before what comes of it. Each needs its sentence in
 * words/en and words/ko, which the compiler asks for.
 */
export const rules = [
  inputScale,
  invertedImages,
  inputsDiffer,
  oneClassValidation,
  classMissing,
  sortedData,
  labelsDoNotMatch,
  softmaxAsHidden,
  linearCollapse,
  residualVarianceDoubling,
  bottleneck,
  unluckyInit,
  tooFewUpdates,
  collapse,
  outputSaturation,
  learningRateTooHigh,
  vanishingGradient,
  explodingGradient,
  varianceCollapse,
  saturation,
  deadUnits,
  learningRateTooLow,
  chanceLevel,
  memorised,
  overFitting,
  underFitting,
  stillLearning,
  unsettled,
] as const satisfies readonly Rule[];

type AnyRule = (typeof rules)[number];

/** `vanishing-gradient`, `dead-units`, ... */
export type RuleName = AnyRule['name'];

/** What the rule of that name tells when it fires. */
export type FactsOf<Name extends RuleName> =
  Extract<AnyRule, { name: Name }> extends Rule<Name, infer Facts> ? Facts : never;
