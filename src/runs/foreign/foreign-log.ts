import type { LoggedCurve } from '../logs/curves.ts';

/** One training in the log of another program. */
export interface ForeignLog {
  /** What wrote it. */
  readonly dialect: string;
  /** Which of several in that source it is; null where it is the only one. */
  readonly run: string | null;
  readonly curves: readonly LoggedCurve[];
}
