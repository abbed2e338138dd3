import type { Course } from '../course.ts';
import type { Evidence } from '../evidence.ts';

/** How grave a finding is. */
export type Severity = 'problem' | 'warning' | 'note';

/** What a rule has seen: figures and names, no sentence. */
export interface Sighting<Facts> {
  readonly severity: Severity;
  readonly facts: Facts;
}

/** What a rule looks at. */
export interface Looking {
  readonly evidence: Evidence;
  /** undefined before the first epoch has ended. */
  readonly course: Course | undefined;
  /** What the rules before it found; a rule with `waits` sees what all those without have found. */
  readonly found: readonly { readonly rule: string; readonly severity: Severity }[];
}

/** One thing that can go wrong, and how it shows. */
export interface Rule<Name extends string = string, Facts = unknown> {
  readonly name: Name;
  /** Where the effect and its measure are described. */
  readonly source: string;
  /** What the rule fires at, each with its meaning. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** Names of what it explains: where it fires, nothing is said of those. */
  readonly explains: readonly string[];
  /** It says how a training stands and not why: told after all that may be the cause. */
  readonly isOutcome: boolean;
  /** Less grave where the training has come to what the data allow all the same. */
  readonly isEased: boolean;
  /** It asks what others have found. */
  readonly waits: boolean;
  /** undefined where all is well, or nothing is known. */
  find(looking: Looking): Sighting<Facts> | undefined;
}

/** A rule whose `find` is given its own thresholds. */
export function rule<const Name extends string, T extends Readonly<Record<string, number>>, Facts>({
  explains = [],
  isOutcome = false,
  isEased = false,
  waits = false,
  ...definition
}: {
  name: Name;
  source: string;
  thresholds: T;
  explains?: readonly string[];
  isOutcome?: boolean;
  isEased?: boolean;
  waits?: boolean;
  find(evidence: Evidence, thresholds: T, looking: Looking): Sighting<Facts> | undefined;
}): Rule<Name, Facts> {
  return {
    ...definition,
    explains,
    isOutcome,
    isEased,
    waits,
    find: (looking) => definition.find(looking.evidence, definition.thresholds, looking),
  };
}
