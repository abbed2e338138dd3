import type { VerdictFacts, VerdictPhrases } from './phrases/verdicts.ts';

/** The sentence of a verdict. */
export function verdictText(facts: VerdictFacts, { verdicts }: { readonly verdicts: VerdictPhrases }): string {
  return (verdicts[facts.outcome] as (facts: VerdictFacts) => string)(facts);
}
