import { counted } from '../util/counted.ts';
import type { ComparedRun, Milestone } from './comparison.ts';

/** A figure by which two activations are compared, seed by seed. */
export interface PairedFigure {
  /** As in {@link Verdict}. */
  readonly name: string;
  readonly better: 'lower' | 'higher';
  /** What it is about: 'no difference ... shown in test accuracy'. */
  readonly topic: string;
  /** One run's figure; an infinity where it counts as worse than all others; undefined where it is not known. */
  value(run: ComparedRun): number | undefined;
  /** 'reaches 95 % 2.1 epochs sooner than'. @param size of the median difference, 0 where that is none */
  ahead(size: number): string;
  /** The difference where it has no size, since in half of the pairs or more `than` has no figure. */
  absent(better: Part, than: Part): Claim;
  /** 'relu and tanh reach 95 % in the same epoch': no pair differs. */
  tied(a: Part, b: Part): string;
}

/** One activation's part in a paired comparison: in how many of the pairs it has a figure. */
export interface Part {
  readonly name: string;
  readonly has: number;
  readonly pairs: number;
}

/** A sentence, and what belongs into brackets after it; '' for nothing. */
export interface Claim {
  readonly text: string;
  readonly note: string;
}

/**
 * Epochs until a test accuracy is reached. A run that ended without it counts as later than all others. An interrupted
 * one that had not got there yet says nothing.
 */
export function epochsTo(goal: Milestone): PairedFigure {
  const reach = `${Number(goal) * 100} %`;
  return {
    name: `epochsTo.${goal}`,
    better: 'lower',
    topic: `epochs to ${reach}`,
    value: ({ epochsTo, status }) =>
      epochsTo[goal] ?? (status === 'interrupted' ? undefined : Number.POSITIVE_INFINITY),
    ahead: (size) => `reaches ${reach} ${size > 0 ? `${counted(decimals(size, 1), 'epoch')} ` : ''}sooner than`,
    absent(better, than) {
      const [of, seeds] = [`${better.has} of ${better.pairs}`, counted(than.pairs, 'seed')];
      return than.has === 0
        ? { text: `${than.name} never reaches ${reach} (0 of ${seeds}); ${better.name} does`, note: of }
        : { text: `${than.name} reaches ${reach} in ${than.has} of ${seeds}; ${better.name} in ${of}`, note: '' };
    },
    tied: (a, b) =>
      a.has === 0
        ? `neither ${a.name} nor ${b.name} reaches ${reach}`
        : `${a.name} and ${b.name} reach ${reach} in the same epoch${a.has < a.pairs ? ' or not at all' : ''}`,
  };
}

/** Test accuracy at the end. A diverged run counts as lower than all others: its network tells nothing apart. */
export const testAccuracy: PairedFigure = {
  name: 'testAccuracy',
  better: 'higher',
  topic: 'test accuracy',
  value: ({ testAccuracy, status }) => testAccuracy ?? (status === 'diverged' ? Number.NEGATIVE_INFINITY : undefined),
  ahead: (size) => `ends with a ${size > 0 ? `test accuracy ${points(size)} higher` : 'higher test accuracy'} than`,
  absent: diverges,
  tied: (a, b) => same(a, b, 'end with the same test accuracy'),
};

/** Training loss, averaged over the epochs. A diverged run counts as higher than all others. */
export const areaUnderLoss: PairedFigure = {
  name: 'areaUnderLoss',
  better: 'lower',
  topic: 'training loss',
  value: ({ areaUnderLoss, status }) => areaUnderLoss ?? (status === 'diverged' ? Number.POSITIVE_INFINITY : undefined),
  ahead: (size) =>
    `has, on average over the epochs, a ${size > 0 ? `training loss ${Number(size.toPrecision(2))} lower` : 'lower training loss'} than`,
  absent: diverges,
  tied: (a, b) => same(a, b, 'have the same training loss on average over the epochs'),
};

function diverges(better: Part, than: Part): Claim {
  const [worse, fewer] = [than.pairs - than.has, better.pairs - better.has];
  const seeds = counted(than.pairs, 'seed');
  return {
    text: `${than.name} diverges in ${worse} of ${seeds}; ${better.name} in ${fewer} of ${better.pairs}`,
    note: '',
  };
}

function same(a: Part, b: Part, what: string): string {
  const both = `${a.name} and ${b.name}`;
  return a.has === 0 ? `${both} diverge` : `${both} ${what}${a.has < a.pairs ? ' or diverge' : ''}`;
}

/** 1.2 percentage points */
function points(share: number): string {
  return 100 * share < 0.005
    ? 'less than 0.01 percentage points'
    : counted(decimals(100 * share, 2), 'percentage point');
}

/** Rounded, without zeros at the end: 2.0 -> 2. */
function decimals(x: number, places: number): number {
  return Number(x.toFixed(places));
}
