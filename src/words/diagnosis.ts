import { type Finding, findingsIn } from '../training/diagnosis/diagnosis.ts';
import type { Evidence } from '../training/diagnosis/evidence.ts';
import { type FactsOf, type RuleName, rules } from '../training/diagnosis/rules/index.ts';
import type { Severity } from '../training/diagnosis/rules/rule.ts';
import { english, type Words } from './index.ts';
import type { FindingPhrases, Telling } from './phrases/diagnosis.ts';

/** A finding with its English sentences beside its facts: what JSON holds. */
export type ToldFinding = Finding & Telling;

/** A finding as a file may have it: its rule may be unknown, its facts missing or of another version. */
export interface FindingRecord extends Telling {
  readonly rule: string;
  readonly severity: Severity;
  readonly facts?: unknown;
  readonly source: string;
}

/** What a training suffers from, gravest first; nothing where it is healthy. */
export function diagnose(evidence: Evidence): ToldFinding[] {
  return findingsIn(evidence).map((finding) => ({ ...finding, ...sentencesOf(finding, english.diagnosis.findings) }));
}

/**
 * The sentences of a finding in a language. Facts out of a file are trusted where they give the very English sentences
 * that stand beside them; else what stands there is all that can be said.
 */
export function tell(finding: FindingRecord, { diagnosis }: Pick<Words, 'diagnosis'>): Telling {
  return isSound(finding) ? sentencesOf(finding, diagnosis.findings) : finding;
}

/** One rule's own sentences. */
function sentencesOf<Name extends RuleName>(
  { rule, facts }: { readonly rule: Name; readonly facts: FactsOf<Name> },
  phrases: Pick<FindingPhrases, Name>,
): Telling {
  return phrases[rule](facts);
}

function isSound(finding: FindingRecord): finding is ToldFinding {
  if (!rules.some(({ name }) => name === finding.rule)) return false;
  try {
    const { text, advice } = sentencesOf(finding as ToldFinding, english.diagnosis.findings);
    return text === finding.text && advice === finding.advice;
  } catch (error) {
    // Facts that lack what the sentence asks for.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
