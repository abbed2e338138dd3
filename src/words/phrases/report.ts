import type { LayerFigureName } from './charts.ts';
import type { EngineFacts } from './training.ts';

/** Charts of a kind, one for each activation: their heading, and what there is to see in them. */
export interface FigureSetPhrases {
  readonly title: string;
  readonly caption: string;
}

/** Pages of results. */
export interface ReportPhrases {
  /** What every page has. */
  readonly page: {
    readonly contents: string;
    readonly dark: string;
    readonly copy: string;
    readonly copied: string;
    readonly copyRefused: string;
    readonly chart: string;
    origin(facts: {
      readonly version: string | null;
      readonly seconds: number | null;
      readonly folder: string | null;
    }): string;
  };
  /** Around a chart. */
  readonly figure: {
    /** For screen readers: what the buttons of a legend do; null where the series have no common name. */
    legend(series: string | null): string;
    readonly zoom: string;
    readonly zoomHelp: string;
    readonly zoomIn: string;
    readonly zoomOut: string;
    readonly all: string;
    readonly showAll: string;
    readonly numbers: string;
    rows(facts: { readonly shown: number; readonly all: number }): string;
  };
  readonly kinds: { readonly comparison: string; readonly run: string; readonly chart: string };
  readonly sections: {
    readonly result: string;
    readonly heldThemBack: string;
    readonly heldItBack: string;
    readonly layers: string;
    readonly search: string;
    readonly repeat: string;
  };
  /** The functions compared, as a paper prints them. */
  readonly formulas: { readonly caption: string };
  readonly captions: {
    readonly comparedLoss: string;
    comparedAccuracy(classes: number): string;
    readonly loss: string;
    readonly accuracy: string;
    readonly attenuations: string;
    readonly attenuation: string;
    readonly rates: string;
    readonly derivatives: string;
  };
  readonly layerSets: {
    readonly [Name in Extract<LayerFigureName, 'gradientNorm' | 'updateRatio'>]: FigureSetPhrases;
  } & {
    readonly heatMap: FigureSetPhrases;
    readonly activation: FigureSetPhrases;
    readonly gradient: FigureSetPhrases;
  };
  /** Heads of the result table, the second one below the first. */
  readonly columns: {
    readonly gradientLeft: string;
    readonly startEnd: string;
    readonly saturatedOffDead: string;
    readonly atTheEnd: string;
    readonly initialWeights: string;
    readonly speed: string;
    readonly runs: string;
    readonly measuredOn: string;
    readonly settingName: string;
    readonly value: string;
    readonly meaning: string;
    readonly what: string;
    readonly here: string;
  };
  resultCaption(seeds: number): string;
  range(from: string, to: string): string;
  readonly notReached: string;
  /** Test accuracies, 0..1, that no run has reached. */
  neverReached(goals: readonly number[]): string;
  someRuns(facts: { readonly reached: number; readonly of: number }): string;
  /** Terms of the table, and what they mean, with what a dash stands for. */
  readonly glossary: Readonly<
    Record<'gradientLeft' | 'saturated' | 'off' | 'dead', { readonly term: string; readonly meaning: string }>
  >;
  readonly dash: string;
  readonly noResult: string;
  headline(scores: readonly { readonly name: string; readonly accuracy: number }[]): string;
  comparisonLead(facts: {
    readonly activations: readonly string[];
    readonly epochs: number;
    readonly data: string;
    /** null where it is not known. */
    readonly samples: number | null;
    /** `5x100`; null without hidden layers. */
    readonly hidden: string | null;
    readonly seeds: number;
    /** null where each has its own. */
    readonly lr: number | null;
  }): string;
  /** One seed makes no pair: what to add. */
  oneSeed(flag: string): string;
  readonly pairsNote: string;
  runHeadline(facts: {
    readonly activation: string;
    readonly epochs: number;
    readonly end: 'finished' | 'interrupted' | 'under-way';
    /** null where it was not tested. */
    readonly accuracy: number | null;
  }): string;
  divergedHeadline(activation: string, epoch: number): string;
  runLead(facts: {
    readonly data: string;
    readonly samples: number;
    readonly hidden: string | null;
    readonly parameters: number;
    readonly optimizer: string;
    readonly lr: number;
    /** null where it has not ended. */
    readonly effort: { readonly steps: number; readonly seconds: number } | null;
  }): string;
  readonly noEpoch: string;
  readonly scores: string;
  readonly repeatNote: string;
  readonly settingsCaption: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly groundsCaption: string;
  readonly grounds: {
    readonly data: string;
    readonly fingerprint: string;
    readonly network: string;
    readonly engine: string;
    readonly versions: string;
  };
  samples(facts: {
    readonly name: string;
    readonly train: number;
    readonly validation: number;
    readonly test: number;
  }): string;
  network(facts: { readonly inputs: number; readonly classes: number; readonly parameters: number }): string;
  engine(facts: EngineFacts): string;
  versions(facts: { readonly gradlens: string; readonly node: string }): string;
}
