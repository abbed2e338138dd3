import { counted } from '../../util/counted.ts';
import { count, rounded } from '../numbers.ts';
import type { ComparedFigure, Lead, OneSeed, PValue, VerdictPhrases } from '../phrases/verdicts.ts';

/** What a comparison says, in English. */
export const verdicts: VerdictPhrases = {
  'no-pairs': ({ figure, better, than }) => `no seed has a figure for both ${better} and ${than} in ${topic(figure)}`,
  tied: ({ figure, better, than, has, pairs }) => `${tie(figure, better, than, has, pairs)} (${every(pairs)})`,
  'one-seed': ({ samples = null, ...lead }) =>
    `${claim(lead)}; ${samples ? onSamples(samples) : 'one seed each: how it varies from seed to seed is not known'}`,
  shown: (lead) => claim(lead, pText(lead)),
  'too-few': (lead) =>
    `${claim(lead)}; ${lead.pairs} are too few to rule out chance (${pText(lead)}; ${counted(lead.enough, 'seed')} could)`,
  'not-shown': ({ figure, better, than, pairs, atBest, ...p }) =>
    `no difference shown between ${better} and ${than} in ${topic(figure)} with ${counted(pairs, 'seed')} (${pText(p, atBest ? ' at best' : '')})`,
};

/** Which chance is ruled out, and which is not. */
function onSamples({ count: n, interval: [low, high], p }: NonNullable<OneSeed['samples']>): string {
  const range = `95 % interval ${rounded(100 * low, 1)} to ${rounded(100 * high, 1)} points at the widest, McNemar`;
  return p <= 0.05
    ? `on these ${count(n)} test samples that is no chance (${range}); how it varies from seed to seed is not known`
    : `on these ${count(n)} test samples that may be chance (${range}), and how it varies from seed to seed is not known`;
}

const reach = (goal: number) => `${Number((100 * goal).toPrecision(4))} %`;

function topic(figure: ComparedFigure): string {
  if (figure.kind === 'epochsTo') return `epochs to ${reach(figure.goal)}`;
  return figure.kind === 'testAccuracy' ? 'test accuracy' : 'training loss';
}

/** 'relu reaches 95 % 2.1 epochs sooner than tanh (all 5 seeds)', with what else belongs into the brackets. */
function claim(lead: Lead, ...notes: string[]): string {
  const [text, note] = lead.size === null ? absent(lead) : [ahead(lead, lead.size), won(lead)];
  const inside = [note, ...notes].filter(Boolean).join(', ');
  return inside ? `${text} (${inside})` : text;
}

function ahead({ figure, better, than }: Lead, size: number): string {
  switch (figure.kind) {
    case 'epochsTo':
      return size > 0
        ? `${better} reaches ${reach(figure.goal)} ${counted(Number(rounded(size, 1)), 'epoch')} sooner than ${than}`
        : `${better} reaches ${reach(figure.goal)} sooner than ${than}`;
    case 'testAccuracy':
      return size > 0
        ? `${better} ends with a test accuracy ${points(size)} higher than ${than}`
        : `${better} ends with a higher test accuracy than ${than}`;
    case 'areaUnderLoss':
      return size > 0
        ? `${better} has, on average over the epochs, a training loss ${Number(size.toPrecision(2))} lower than ${than}`
        : `${better} has, on average over the epochs, a lower training loss than ${than}`;
  }
}

/** The difference where it has no size, and what else is known of it. */
function absent({ figure, better, than, pairs, betterHas, thanHas }: Lead): [text: string, note: string] {
  const seeds = counted(pairs, 'seed');
  if (figure.kind !== 'epochsTo')
    return [`${than} diverges in ${pairs - thanHas} of ${seeds}; ${better} in ${pairs - betterHas} of ${pairs}`, ''];
  const goal = reach(figure.goal);
  return thanHas === 0
    ? [`${than} never reaches ${goal} (0 of ${seeds}); ${better} does`, `${betterHas} of ${pairs}`]
    : [`${than} reaches ${goal} in ${thanHas} of ${seeds}; ${better} in ${betterHas} of ${pairs}`, ''];
}

function tie(figure: ComparedFigure, a: string, b: string, has: number, pairs: number): string {
  switch (figure.kind) {
    case 'epochsTo':
      if (has === 0) return `neither ${a} nor ${b} reaches ${reach(figure.goal)}`;
      return `${a} and ${b} reach ${reach(figure.goal)} in the same epoch${has < pairs ? ' or not at all' : ''}`;
    case 'testAccuracy':
      if (has === 0) return `${a} and ${b} diverge`;
      return `${a} and ${b} end with the same test accuracy${has < pairs ? ' or diverge' : ''}`;
    case 'areaUnderLoss':
      if (has === 0) return `${a} and ${b} diverge`;
      return `${a} and ${b} have the same training loss on average over the epochs${has < pairs ? ' or diverge' : ''}`;
  }
}

function won({ wins, losses, pairs }: Lead): string {
  if (wins === pairs) return every(pairs);
  const tied = pairs - wins - losses;
  return `${wins} of ${counted(pairs, 'seed')}${tied > 0 ? `, ${tied} tied` : ''}`;
}

function every(pairs: number): string {
  return pairs === 1 ? 'one seed' : pairs === 2 ? 'both seeds' : `all ${pairs} seeds`;
}

/** p in three digits; where it was corrected, for how many tests. */
function pText({ p, tests }: PValue, rider = ''): string {
  const value = `p ${p < 0.0005 ? '< 0.001' : `= ${Number(p.toPrecision(3))}`}${rider}`;
  return tests > 1 ? `${value}, corrected for ${tests} tests` : value;
}

function points(share: number): string {
  return 100 * share < 0.005
    ? 'less than 0.01 percentage points'
    : counted(Number(rounded(100 * share, 2)), 'percentage point');
}
