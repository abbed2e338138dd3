import type { SetName } from './terms.ts';

/** Figures of layers over a training. */
export type LayerFigureName = 'gradientNorm' | 'updateRatio' | 'activationStd' | 'saturated' | 'off' | 'dead';

/** A stage of the search of a learning rate, and what became of a rate. */
export type StageName = 'grid' | 'extension' | 'refinement';
export type RateOutcome = 'best' | 'diverged' | '';

/** What learning curves show. */
export interface LearningFacts {
  readonly metric: 'loss' | 'accuracy';
  readonly x: 'epoch' | 'step' | 'seconds';
}

/** Titles, axes, legends and notes of charts. */
export interface ChartPhrases {
  /** Where no value can be drawn. */
  readonly nothing: string;
  /** Heads of the data's columns, in tooltips and tables. */
  readonly columns: {
    readonly activation: string;
    readonly measuredOn: string;
    readonly epoch: string;
    readonly step: string;
    readonly seconds: string;
    readonly median: string;
    readonly value: string;
    readonly least: string;
    readonly greatest: string;
    readonly runs: string;
    readonly layer: string;
    readonly curve: string;
    readonly smoothed: string;
    readonly logged: string;
    readonly learningRate: string;
    readonly validationLoss: string;
    readonly validationAccuracy: string;
    readonly stage: string;
    readonly outcome: string;
    readonly when: string;
    readonly from: string;
    readonly to: string;
    readonly shareOfValues: string;
    readonly gradientNorm: string;
    readonly leftInFirst: string;
    readonly perLayer: string;
    readonly series: string;
    readonly figures: string;
  };
  readonly sets: Readonly<Record<SetName, string>>;
  /** Legends. */
  outputLayer(layer: number): string;
  /** Choices of a scale, and what they are for. */
  readonly scales: {
    readonly linear: string;
    readonly log: string;
    readonly whole: string;
    readonly closeUp: string;
    readonly of: string;
    readonly ofLoss: string;
    readonly ofAccuracy: string;
  };
  readonly across: string;
  readonly axes: Readonly<Record<LearningFacts['x'], string>>;
  readonly axisChoices: Readonly<Record<LearningFacts['x'], string>>;
  /** Notes below a title. `set` is what the bands belong to, null for all. */
  bands(facts: { readonly seeds: number; readonly set: SetName | null }): string;
  medians(seeds: number): string;
  /** Activations whose runs diverged; `of` is null where there was one run only. */
  diverged(groups: readonly { readonly name: string; readonly count: number; readonly of: number | null }[]): string;
  leftOut(facts: { readonly count: number; readonly log: boolean }): string;
  smoothed(weight: number): string;
  readonly learning: {
    title(facts: LearningFacts): string;
    description(
      facts: LearningFacts & { readonly sets: readonly SetName[]; readonly names: readonly string[] },
    ): string;
    readonly yTitles: Readonly<Record<LearningFacts['metric'], string>>;
    /** Beside the line of what guessing gives. */
    guessing(facts: {
      readonly metric: LearningFacts['metric'];
      readonly classes: number;
      readonly value: number;
    }): string;
  };
  readonly attenuation: {
    readonly title: string;
    description(names: readonly string[]): string;
    readonly y: string;
    readonly rule: string;
  };
  readonly layers: {
    readonly titles: Readonly<Record<LayerFigureName, string>>;
    readonly units: Readonly<Record<LayerFigureName, string>>;
    readonly goodPace: string;
    title(figure: LayerFigureName, activation: string): string;
    description(facts: {
      readonly figure: LayerFigureName;
      readonly layers: number;
      readonly activation: string;
    }): string;
  };
  readonly heatMap: {
    title(activation: string): string;
    description(facts: { readonly activation: string; readonly byEpoch: boolean }): string;
    readonly y: string;
    readonly colour: string;
  };
  readonly histograms: {
    readonly units: Readonly<Record<'activation' | 'gradient', string>>;
    readonly logits: string;
    title(of: 'activation' | 'gradient', activation: string): string;
    note(of: 'activation' | 'gradient'): string;
    someLayers(facts: { readonly shown: number; readonly all: number }): string;
    empty(count: number): string;
    description(facts: { readonly of: 'activation' | 'gradient'; readonly steps: readonly number[] }): string;
    /** A moment by the steps made until then, 0 before training. */
    when(step: number): string;
    layer(layer: number): string;
  };
  readonly rates: {
    readonly title: string;
    note(facts: { readonly epochs: number }): string;
    diverged(count: number): string;
    description(searches: readonly { readonly name: string; readonly best: number }[]): string;
    readonly stages: Readonly<Record<StageName, string>>;
    readonly outcomes: Readonly<Record<Exclude<RateOutcome, ''>, string>>;
  };
  readonly functions: {
    readonly title: string;
    readonly panels: Readonly<Record<'f' | 'df', string>>;
    byRow(names: readonly string[]): string;
    description(facts: {
      readonly panels: readonly ('f' | 'df')[];
      readonly names: readonly string[];
      readonly from: number;
      readonly to: number;
    }): string;
  };
  readonly reproduction: {
    readonly measured: string;
    readonly published: string;
    readonly note: string;
    description(facts: {
      readonly title: string;
      readonly x: string;
      readonly y: string;
      readonly names: readonly string[];
    }): string;
  };
  logged(facts: { readonly title: string; readonly names: readonly string[] }): string;
}
