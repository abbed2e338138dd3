import type { FactsOf, RuleName } from '../../training/diagnosis/rules/index.ts';
import type { Severity } from '../../training/diagnosis/rules/rule.ts';

/** What is said of a finding, in whole sentences. */
export interface Telling {
  /** What was seen, with its figures. */
  readonly text: string;
  /** What to try. */
  readonly advice: string;
}

/** The sentences of every rule. */
export type FindingPhrases = { readonly [Name in RuleName]: (facts: FactsOf<Name>) => Telling };

/** What a diagnosis says. */
export interface DiagnosisPhrases {
  readonly title: string;
  readonly findings: FindingPhrases;
  readonly severities: Readonly<Record<Severity, string>>;
  /** Where no rule found anything. */
  readonly healthy: string;
  /** Where a threshold comes from. */
  source(source: string): string;
}
