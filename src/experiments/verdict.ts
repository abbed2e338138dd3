import { english } from '../words/index.ts';
import type { Lead, VerdictFacts } from '../words/phrases/verdicts.ts';
import { verdictText } from '../words/verdicts.ts';
import type { Verdict } from './comparison.ts';
import { fewestSeeds, LEVEL, type Pairing } from './pairing.ts';

/** A pairing's p, corrected for being one of several tests. */
export interface Corrected {
  readonly p: number;
  /** What p would be if all differences pointed the same way. */
  readonly atBest: number;
  readonly tests: number;
}

/** What a pairing says, and whether that is more than chance. @param test null with fewer than two pairs */
export function verdict(pairing: Pairing, test: Corrected | null): Verdict {
  const { better, than, figure, difference, wins, pairs } = pairing;
  const facts = factsOf(pairing, test);
  return {
    better: better.name,
    than: than.name,
    figure: figure.name,
    difference,
    shown: facts.outcome === 'shown',
    p: test?.p ?? null,
    wins,
    pairs,
    facts,
    text: verdictText(facts, english),
  };
}

function factsOf(pairing: Pairing, test: Corrected | null): VerdictFacts {
  const { better, than, difference, wins, losses, pairs, agrees } = pairing;
  const pair = { figure: pairing.figure.figure, better: better.name, than: than.name, pairs };
  if (pairs === 0) return { outcome: 'no-pairs', ...pair };
  if (wins + losses === 0) return { outcome: 'tied', ...pair, has: better.has };
  const size = difference === null ? null : Math.abs(difference);
  const lead: Lead = { ...pair, size, wins, losses, betterHas: better.has, thanHas: than.has };
  if (test === null) return { outcome: 'one-seed', ...lead, samples: pairing.samples };
  const { p, atBest, tests } = test;
  if (p <= LEVEL && agrees) return { outcome: 'shown', ...lead, p, tests };
  const tooFew = atBest > LEVEL;
  if (tooFew && wins === pairs) return { outcome: 'too-few', ...lead, p, tests, enough: fewestSeeds(tests) };
  return { outcome: 'not-shown', ...pair, atBest: tooFew, p: tooFew ? atBest : p, tests };
}
