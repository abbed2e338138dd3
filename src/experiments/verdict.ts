import { counted } from '../util/counted.ts';
import type { Verdict } from './comparison.ts';
import type { Claim } from './paired-figures.ts';
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
  const { better, than, figure, difference, wins, pairs, agrees } = pairing;
  const shown = test !== null && test.p <= LEVEL && agrees;
  return {
    better: better.name,
    than: than.name,
    figure: figure.name,
    difference,
    shown,
    p: test?.p ?? null,
    wins,
    pairs,
    text: sentence(pairing, test, shown),
  };
}

function sentence(pairing: Pairing, test: Corrected | null, shown: boolean): string {
  const { figure, better, than, wins, losses, pairs } = pairing;
  if (pairs === 0) return `no seed has a figure for both ${better.name} and ${than.name} in ${figure.topic}`;
  if (wins + losses === 0) return `${figure.tied(better, than)} (${every(pairs)})`;
  if (test === null) return `${claim(pairing)}; one seed each: a difference cannot be told from chance`;
  if (shown) return claim(pairing, pText(test.p, test));
  if (wins === pairs && test.atBest > LEVEL) {
    const enough = counted(fewestSeeds(test.tests), 'seed');
    return `${claim(pairing)}; ${pairs} are too few to rule out chance (${pText(test.p, test)}; ${enough} could)`;
  }
  const p = test.atBest > LEVEL ? pText(test.atBest, test, ' at best') : pText(test.p, test);
  return `no difference shown between ${better.name} and ${than.name} in ${figure.topic} with ${counted(pairs, 'seed')} (${p})`;
}

/** 'relu reaches 95 % 2.1 epochs sooner than tanh (all 5 seeds)', with what else belongs into the brackets. */
function claim(pairing: Pairing, ...notes: string[]): string {
  const { text, note } = difference(pairing);
  const inside = [note, ...notes].filter(Boolean).join(', ');
  return inside ? `${text} (${inside})` : text;
}

function difference({ figure, better, than, difference, wins, losses, pairs }: Pairing): Claim {
  if (difference === null) return figure.absent(better, than);
  const tied = pairs - wins - losses;
  const most = `${wins} of ${counted(pairs, 'seed')}${tied > 0 ? `, ${tied} tied` : ''}`;
  const note = wins < pairs ? most : every(pairs);
  return { text: `${better.name} ${figure.ahead(Math.abs(difference))} ${than.name}`, note };
}

function every(pairs: number): string {
  return pairs === 1 ? 'one seed' : pairs === 2 ? 'both seeds' : `all ${pairs} seeds`;
}

/** p in three digits; where it was corrected, for how many tests. */
function pText(p: number, { tests }: Corrected, rider = ''): string {
  const value = `p ${p < 0.0005 ? '< 0.001' : `= ${Number(p.toPrecision(3))}`}${rider}`;
  return tests > 1 ? `${value}, corrected for ${tests} tests` : value;
}
