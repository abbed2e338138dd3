import type { Evidence } from '../evidence.ts';

/** How grave a finding is. */
export type Severity = 'problem' | 'warning' | 'note';

/** What a rule has seen: figures and names, no sentence. */
export interface Sighting<Facts> {
  readonly severity: Severity;
  readonly facts: Facts;
}

/** One thing that can go wrong, and how it shows. */
export interface Rule<Name extends string = string, Facts = unknown> {
  readonly name: Name;
  /** Where the effect and its measure are described. */
  readonly source: string;
  /** What the rule fires at, each with its meaning. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** undefined where all is well, or nothing is known. */
  find(evidence: Evidence): Sighting<Facts> | undefined;
}

/** A rule whose `find` is given its own thresholds. */
export function rule<const Name extends string, T extends Readonly<Record<string, number>>, Facts>(definition: {
  name: Name;
  source: string;
  thresholds: T;
  find(evidence: Evidence, thresholds: T): Sighting<Facts> | undefined;
}): Rule<Name, Facts> {
  return { ...definition, find: (evidence) => definition.find(evidence, definition.thresholds) };
}
