import type { SetName } from './terms.ts';

/** Figures that logs hold, and axes that they may be drawn over. */
export type CurveMetricName = 'loss' | 'accuracy' | 'lr' | 'gradient-norm';
export type CurveAxisName = 'epoch' | 'step' | 'seconds';

/** Charts in a terminal. */
export interface PlotPhrases {
  /** Titles of curves by metric, and the metric beside its axis. */
  readonly metrics: Readonly<Record<CurveMetricName, string>>;
  readonly axes: Readonly<Record<CurveAxisName, string>>;
  /** What is drawn over what; `part` and `run` where the legend does not name them. */
  curves(facts: {
    /** One of those that have names here, or what a log calls it. */
    readonly metric: string;
    readonly x: CurveAxisName;
    readonly smooth: number;
    readonly part: string | null;
    readonly run: string | null;
  }): string;
  /** Names of parts that logs have of their own stay as they are. */
  readonly parts: Readonly<Record<SetName, string>>;
  logScale(label: string): string;
  readonly nothing: string;
  gaps(facts: { readonly count: number; readonly log: boolean }): string;
  meanOf(values: number): string;
  noValues(label: string): string;
  readonly functions: string;
  readonly derivatives: string;
  /** Regions of the plane by a network's answer, with samples of the test set. */
  boundary(facts: { readonly samples: number }): string;
  /** While logs are followed. */
  following(facts: { readonly open: number; readonly all: number; readonly waiting: readonly string[] }): string;
  waitingFor(label: string): string;
  readonly begunAnew: string;
  leftOut(label: string, what: string): string;
  notLogged(facts: { readonly label: string; readonly metric: string; readonly x: CurveAxisName }): string;
}
