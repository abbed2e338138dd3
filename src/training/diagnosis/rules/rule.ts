import type { DiagnosisFacts, Finding } from '../diagnosis.ts';

/** One thing that can go wrong, and how it shows. */
export interface Rule {
  readonly name: string;
  /** Where the effect and its measure are described. */
  readonly source: string;
  /** What the rule fires at, each with its meaning. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** undefined where all is well, or nothing is known. */
  find(facts: DiagnosisFacts): Omit<Finding, 'rule' | 'source'> | undefined;
}

/** A rule whose `find` is given its own thresholds. */
export function rule<T extends Readonly<Record<string, number>>>(definition: {
  name: string;
  source: string;
  thresholds: T;
  find(facts: DiagnosisFacts, thresholds: T): ReturnType<Rule['find']>;
}): Rule {
  return { ...definition, find: (facts) => definition.find(facts, definition.thresholds) };
}
