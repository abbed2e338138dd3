import type { Evidence } from './evidence.ts';
import { type FactsOf, type RuleName, rules } from './rules/index.ts';
import type { Severity } from './rules/rule.ts';

/** What a rule has found, as facts; words/ makes sentences of them. */
export type Finding<Name extends RuleName = RuleName> = Name extends RuleName
  ? {
      /** The rule that fired. */
      readonly rule: Name;
      readonly severity: Severity;
      /** What was seen, and what may help. */
      readonly facts: FactsOf<Name>;
      /** Where the threshold comes from. */
      readonly source: string;
    }
  : never;

const SEVERITIES: readonly Severity[] = ['problem', 'warning', 'note'];

/** What a training suffers from, gravest first; nothing where it is healthy. */
export function findingsIn(evidence: Evidence): Finding[] {
  const found = rules.flatMap((rule) => {
    const sighting = rule.find(evidence);
    return sighting ? [{ rule: rule.name, ...sighting, source: rule.source } as Finding] : [];
  });
  return found.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
