import { type Course, courseOf } from './course.ts';
import type { Evidence } from './evidence.ts';
import { inForce, type Remedy } from './remedy.ts';
import { type FactsOf, type RuleName, rules } from './rules/index.ts';
import type { Rule, Severity } from './rules/rule.ts';

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

/** A rule with what it has found. */
interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

/**
 * What can be said of a training, gravest first and causes before what comes of them; nothing where all is well. That is
 * earned, and not the rest: where it is not known that a training has come to what its data allow, a finding says so.
 */
export function findingsIn(evidence: Evidence): Finding[] {
  const course = courseOf(evidence);
  const all: readonly Rule[] = rules;
  const at = (some: readonly Rule[], before: readonly Found[]) => {
    const found = [...before];
    for (const rule of some) {
      const sighting = rule.find({ evidence, course, found: found.map(({ finding }) => finding) });
      if (!sighting) continue;
      const severity = rule.isEased && course && isFine(course) ? eased[sighting.severity] : sighting.severity;
      const facts = withoutThoseInForce(sighting.facts, evidence);
      found.push({ rule, finding: { rule: rule.name, severity, facts, source: rule.source } as Finding });
    }
    return withoutExplained(found);
  };
  const first = at(
    all.filter(({ waits }) => !waits),
    [],
  );
  const found = at(
    all.filter(({ waits }) => waits),
    first,
  );
  return found.toSorted((a, b) => placeOf(a) - placeOf(b)).map(({ finding }) => finding);
}

/** Whether the training has come to what its data allow. */
const isFine = ({ isNear, isSettled, isGapSmall }: Course): boolean => isNear !== false && isSettled && isGapSmall;

const eased: Readonly<Record<Severity, Severity>> = { problem: 'warning', warning: 'note', note: 'note' };

const withoutExplained = (found: readonly Found[]): Found[] => {
  const explained = new Set(found.flatMap(({ rule }) => rule.explains));
  return found.filter(({ rule }) => !explained.has(rule.name));
};

/** Notes last, and what a training came to after all that may be why; then by gravity; then as in the list of rules. */
function placeOf({ rule, finding: { severity } }: Found): number {
  const group = severity === 'note' ? 3 : rule.isOutcome ? 2 : severity === 'problem' ? 0 : 1;
  return group * rules.length + rules.findIndex(({ name }) => name === rule.name);
}

/** Facts with only those remedies that are something new. */
function withoutThoseInForce(facts: unknown, evidence: Evidence): unknown {
  const { remedies } = facts as { readonly remedies?: readonly Remedy[] };
  if (!remedies) return facts;
  return { ...(facts as object), remedies: remedies.filter((remedy) => !inForce(remedy, evidence)) };
}
