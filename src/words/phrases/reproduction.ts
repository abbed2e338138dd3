/** How a published figure came out. */
export type OutcomeName = 'reproduced' | 'outside' | 'not measured';

/** `gradlens reproduce`. What presets say of themselves stays in the language of what they reproduce. */
export interface ReproductionPhrases {
  readonly columns: {
    readonly name: string;
    readonly shows: string;
    readonly kind: string;
    readonly source: string;
    readonly published: string;
    readonly measured: string;
    readonly accepted: string;
    readonly verdict: string;
  };
  readonly outcomes: Readonly<Record<OutcomeName, string>>;
  kind(facts: { readonly kind: string; readonly long: boolean }): string;
  readonly howToMeasure: string;
  heading(facts: {
    readonly name: string;
    readonly title: string;
    readonly place: number;
    readonly all: number;
  }): string;
  between(from: string, to: string): string;
  atLeast(value: string): string;
  atMost(value: string): string;
  measured(facts: { readonly seeds: number; readonly quick: boolean; readonly seconds: number }): string;
  saved(files: readonly string[]): string;
  tally(counts: readonly { readonly outcome: OutcomeName; readonly count: number }[]): string;
  interrupted(facts: { readonly done: number; readonly all: number }): string;
  /** The moving row; `left` is in seconds, null where it cannot be told. */
  row(facts: {
    readonly bar: string;
    readonly left: number | null;
    readonly name: string;
    readonly what: string;
  }): string;
  readonly beginning: string;
  progress(facts: { readonly done: number; readonly all: number }): string;
  ran(facts: {
    readonly name: string;
    readonly epochs: number;
    readonly trainLoss: number | null;
    readonly trainAccuracy: number | null;
    readonly validationAccuracy: number | null;
    readonly testAccuracy: number | null;
    readonly seconds: number;
  }): string;
  diverged(name: string, step: number): string;
}
