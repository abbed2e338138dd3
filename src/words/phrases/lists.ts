/** `gradlens runs`. */
export interface RunListPhrases {
  readonly columns: {
    readonly run: string;
    readonly activation: string;
    readonly hidden: string;
    readonly optimizer: string;
    readonly lr: string;
    readonly epochs: string;
    readonly accuracy: string;
    readonly loss: string;
    readonly time: string;
    readonly status: string;
    readonly begun: string;
  };
  /** Columns for which there was no room. */
  widerShows(columns: readonly string[]): string;
  readonly killed: string;
  readonly broken: string;
  noneYet(folder: string): string;
  /** No run fulfils a condition; what there is instead. */
  noneHas(condition: string, there: readonly string[]): string;
  readonly noneFulfilsAll: string;
}

/** `gradlens data`. */
export interface DataPhrases {
  fetching(file: string): string;
  /** The moving row; `left` is in seconds, null where it cannot be told. */
  row(facts: {
    readonly bar: string;
    readonly file: string;
    readonly received: number;
    readonly total: number;
    readonly left: number | null;
  }): string;
  readonly interrupted: string;
  /** `from` is null for a file that was there. */
  file(facts: { readonly file: string; readonly bytes: number; readonly from: string | null }): string;
  trainOnIt(folder: string): string;
  /** `shape` is null for rows of values. */
  describe(facts: {
    readonly name: string;
    readonly shape: readonly number[] | null;
    readonly features: number;
    readonly classes: number;
  }): string;
  readonly columns: {
    readonly samples: string;
    readonly perClass: string;
    readonly notZero: string;
    readonly mean: string;
    readonly deviation: string;
  };
}

/** `gradlens activations`. */
export interface ActivationPhrases {
  readonly name: string;
  readonly range: string;
  interval(from: string, to: string): string;
  /** A function of whole rows has no slope at a point. */
  readonly byRow: string;
  readonly note: string;
}

/** `gradlens gradcheck`. */
export interface GradientCheckPhrases {
  readonly largestError: string;
  hiddenLayers(n: number): string;
  readonly residual: string;
  readonly norms: string;
  readonly wrong: string;
  verdict(facts: {
    readonly combinations: number;
    readonly bound: number;
    readonly worst: number;
    readonly right: boolean;
  }): string;
}

/** Files that a command writes. */
export interface FilePhrases {
  written(file: string): string;
  /** That a PNG file is in English, since no font here has the letters of the language asked for. */
  readonly noFont: string;
}
