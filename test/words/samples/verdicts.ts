import type { Lead, VerdictPhrases } from '../../../src/words/phrases/verdicts.ts';
import type { SamplesOf } from './samples-of.ts';

const speed = { figure: { kind: 'epochsTo', goal: 0.95 }, better: 'relu', than: 'softsign' } as const;
const accuracy = { figure: { kind: 'testAccuracy' }, better: 'tanh', than: 'sigmoid' } as const;
const loss = { figure: { kind: 'areaUnderLoss' }, better: 'softsign', than: 'relu' } as const;
const five = { pairs: 5, wins: 5, losses: 0, betterHas: 5, thanHas: 5 };

/** Leads of every kind: with a size, without one, and where one of the two has no figure. */
const leads: readonly [Lead, ...Lead[]] = [
  { ...speed, ...five, size: 2.1 },
  { ...speed, ...five, size: 1, pairs: 2, wins: 2, betterHas: 2, thanHas: 2 },
  { ...speed, ...five, size: 0, wins: 3, losses: 1 },
  { ...speed, ...five, size: null, thanHas: 0 },
  { ...speed, ...five, size: null, thanHas: 1, wins: 4 },
  { ...accuracy, ...five, size: 0.012 },
  { ...accuracy, ...five, size: 0.000001 },
  { ...accuracy, ...five, size: 0, wins: 2, losses: 1 },
  { ...accuracy, ...five, size: null, thanHas: 2 },
  { ...loss, ...five, size: 0.05, pairs: 1, wins: 1, betterHas: 1, thanHas: 1 },
  { ...loss, ...five, size: 0, wins: 3 },
];
const [first, ...others] = leads;

export const verdicts: SamplesOf<VerdictPhrases> = {
  'no-pairs': [
    [{ outcome: 'no-pairs', ...speed, pairs: 0 }],
    [{ outcome: 'no-pairs', ...accuracy, pairs: 0 }],
    [{ outcome: 'no-pairs', ...loss, pairs: 0 }],
  ],
  tied: [
    [{ outcome: 'tied', ...speed, pairs: 3, has: 3 }],
    [{ outcome: 'tied', ...speed, pairs: 3, has: 1 }],
    [{ outcome: 'tied', ...speed, pairs: 2, has: 0 }],
    [{ outcome: 'tied', ...accuracy, pairs: 3, has: 3 }],
    [{ outcome: 'tied', ...accuracy, pairs: 3, has: 1 }],
    [{ outcome: 'tied', ...accuracy, pairs: 1, has: 0 }],
    [{ outcome: 'tied', ...loss, pairs: 3, has: 3 }],
    [{ outcome: 'tied', ...loss, pairs: 3, has: 1 }],
    [{ outcome: 'tied', ...loss, pairs: 3, has: 0 }],
  ],
  'one-seed': [
    [{ outcome: 'one-seed', ...first, pairs: 1, wins: 1 }],
    [
      {
        ...{ outcome: 'one-seed', ...first, pairs: 1, wins: 1 },
        samples: { count: 2000, interval: [0.82, 0.861], p: 1e-200 },
      },
    ],
    [
      {
        ...{ outcome: 'one-seed', ...first, pairs: 1, wins: 1 },
        samples: { count: 2000, interval: [-0.003, 0.0291], p: 0.11 },
      },
    ],
  ],
  shown: [
    [{ outcome: 'shown', ...first, p: 0.00781, tests: 1 }],
    ...others.map((lead) => [{ outcome: 'shown' as const, ...lead, p: 0.0001, tests: 3 }] as const),
  ],
  'too-few': [[{ outcome: 'too-few', ...first, p: 0.25, tests: 3, enough: 7 }]],
  'not-shown': [
    [{ outcome: 'not-shown', ...speed, pairs: 3, atBest: true, p: 0.25, tests: 1 }],
    [{ outcome: 'not-shown', ...accuracy, pairs: 8, atBest: false, p: 1, tests: 3 }],
    [{ outcome: 'not-shown', ...loss, pairs: 8, atBest: false, p: 0.4, tests: 1 }],
  ],
};
