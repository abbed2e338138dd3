/** What most logs hold, over the course of a training. */
export const curveMetrics = ['loss', 'accuracy', 'lr', 'gradient-norm'] as const;
/** One of those, or what else a log holds, by the name that it has there. */
export type CurveMetric = (typeof curveMetrics)[number] | (string & {});

/** Ways to say how far a training was. */
export const curveAxes = ['epoch', 'step', 'seconds'] as const;
export type CurveAxis = (typeof curveAxes)[number];

/** One logged figure, and when it was logged: as far as its log tells. */
export interface LoggedPoint {
  /** Epochs done: 1 after the first, whatever the log counts from. */
  readonly epoch: number | null;
  /** Updates made so far. */
  readonly step: number | null;
  /** Seconds of training so far. */
  readonly seconds: number | null;
  readonly value: number;
}

/** One figure over the course of a training. */
export interface LoggedCurve {
  readonly metric: CurveMetric;
  /** The name that the log of another program has for it: its column or tag. */
  readonly name?: string;
  /** `train`, `validation`, `test`; `layer 1`; or what else the log distinguishes. */
  readonly part: string;
  /** Whether it was logged for single steps, or for whole epochs. */
  readonly per: 'epoch' | 'step';
  /** In the order of the log. */
  readonly points: readonly LoggedPoint[];
}

/** All curves of one training, whatever logged it. */
export interface LoggedCurves {
  /** Folder or file. */
  readonly source: string;
  /** Which of several trainings in that source it is: the second of a file, `#2`, or the folder of one, `run-1`. */
  readonly run?: string;
  /** What wrote it: `gradlens`, `Keras CSVLogger`, ... */
  readonly dialect: string;
  readonly curves: readonly LoggedCurve[];
  /** Whether the log says that the training has ended; foreign ones never do. */
  readonly ended: boolean;
  /** What could not be read, one sentence each. */
  readonly skipped: readonly string[];
}
