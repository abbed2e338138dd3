import type { PictureNote } from '../../dataset/drawings/note.ts';

/** How well a network does on a data set. */
export interface EvaluationPhrases {
  summary(facts: {
    readonly run: string;
    readonly data: string;
    readonly samples: number;
    readonly accuracy: number;
    readonly wrong: number;
    readonly loss: number;
  }): string;
  readonly columns: {
    readonly class: string;
    readonly precision: string;
    readonly recall: string;
    readonly f1: string;
  };
  readonly matrix: string;
  readonly matrixAxes: string;
  /** Above the names of the true classes, four columns wide at most. */
  readonly trueClass: string;
  confusion(facts: { readonly truth: string; readonly predicted: string; readonly times: number }): string;
  mostConfused(confusions: readonly string[]): string;
  /** Where there is no room for a matrix. */
  rightOf(facts: { readonly right: number; readonly all: number }): string;
  readonly worst: string;
  /** Under a picture. */
  judgement(facts: {
    readonly sample: number;
    /** Number or name of a class. */
    readonly label: number | string;
    readonly predicted: number | string;
    readonly confidence: number;
  }): string;
}

/** What a network sees in pictures. */
export interface PredictionPhrases {
  newestRun(run: string): string;
  leftOut(files: number): string;
  readonly standardInput: string;
  /** Name, size, and how the picture was taken. */
  picture(facts: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly treatment: 'unchanged' | 'inverted' | 'light-on-dark';
  }): string;
  answer(facts: { readonly digit: number | string; readonly probability: number }): string;
  unsure(candidates: readonly { readonly digit: number | string; readonly probability: number }[]): string;
  note(note: string): string;
  readonly notes: { readonly [Kind in PictureNote['kind']]: (note: Extract<PictureNote, { kind: Kind }>) => string };
  readonly columns: {
    readonly image: string;
    readonly digit: string;
    /** Of networks whose classes have names. */
    readonly class: string;
    readonly probability: string;
    readonly notes: string;
  };
  /** Rows of a table. */
  readonly row: string;
  readonly label: string;
  moreRows(facts: { readonly shown: number; readonly all: number }): string;
  scored(facts: { readonly right: number; readonly all: number }): string;
  rivals(digits: readonly (number | string)[]): string;
  readonly inverted: string;
}
