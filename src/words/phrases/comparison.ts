import type { DataFacts, EngineFacts, SetScore, ShapeFacts } from './training.ts';

/** A comparison that is about to start. */
export interface ComparisonFacts extends ShapeFacts {
  readonly activations: readonly string[];
  readonly head: string;
  readonly optimizer: string;
  /** null where it is searched, in runs of `searchEpochs`. */
  readonly lr: number | null;
  readonly searchEpochs: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** null where each activation has its own. */
  readonly init: string | null;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly threads: number;
  readonly data: DataFacts;
  readonly engine: EngineFacts;
}

/** What is odd about a search. */
export type SearchRemark = 'no-difference' | 'at-edge';

/** A comparison at the command line, from its beginning to its end. */
export interface ComparisonPhrases {
  /** Before it starts, in three lines. */
  describe(facts: ComparisonFacts): string;
  /** Moving rows: of one run, and of the whole. */
  row(facts: {
    readonly name: string;
    readonly bar: string;
    readonly epoch: number;
    readonly epochs: number;
    readonly loss: number;
    readonly trend: string;
    readonly testAccuracy: number | null;
  }): string;
  /** `left` is in seconds, null where it cannot be told. */
  wholeRow(facts: {
    readonly name: string;
    readonly bar: string;
    readonly left: number | null;
    readonly done: string;
  }): string;
  readonly whole: string;
  progress(facts: { readonly done: number; readonly runs: number; readonly searching: boolean }): string;
  /** A search, or a run, has ended. */
  searched(facts: {
    readonly activation: string;
    readonly best: number;
    readonly tried: number;
    readonly loss: number | null;
    readonly remark: SearchRemark | null;
  }): string;
  ran(facts: {
    readonly name: string;
    readonly epochs: number;
    readonly scores: readonly SetScore[];
    readonly seconds: number;
  }): string;
  diverged(facts: { readonly name: string; readonly step: number; readonly lr: number }): string;
  /** It ended before its end; null where nothing was whole. */
  leftBehind(facts: {
    readonly interrupted: boolean;
    readonly left: { readonly done: number; readonly runs: number; readonly folder: string } | null;
  }): string;
  /** Resume: all is there. */
  complete(folder: string): string;
  readonly noInterval: string;
  title(facts: { readonly seeds: number; readonly epochs: number; readonly activations: number }): string;
  readonly rows: {
    readonly range: string;
    readonly interval: string;
    epochsTo(goal: number): string;
    readonly areaUnderLoss: string;
    readonly gradientAtStart: string;
    readonly gradientAtEnd: string;
    readonly saturated: string;
    readonly off: string;
    readonly dead: string;
    readonly samplesPerSecond: string;
  };
  readonly never: string;
  reachedOnly(facts: { readonly median: number | null; readonly reached: number; readonly of: number }): string;
  readonly gradientLeft: string;
  readonly ownInits: string;
  heldSame(settings: readonly string[]): string;
  lossByEpoch(facts: { readonly seeds: number }): string;
  readonly verdicts: string;
  readonly search: {
    title(facts: { readonly epochs: number; readonly seed: number }): string;
    readonly best: string;
    readonly curve: string;
    readonly tried: string;
    readonly diverged: string;
    noDifference(activation: string): string;
    atEdge(activation: string, best: number): string;
    tie(share: number): string;
  };
  closing(facts: {
    readonly runs: number;
    readonly trials: number;
    readonly seconds: number;
    readonly threads: number;
    /** Share 0..1 of the threads' time. */
    readonly busy: number;
    readonly folder: string;
    readonly report: string;
  }): string;
}
