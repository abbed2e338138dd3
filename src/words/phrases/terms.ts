/** How a run stands, or ended. */
export type StatusName = 'finished' | 'early-stopped' | 'interrupted' | 'diverged' | 'running' | 'killed';

/** Sets of samples. */
export type SetName = 'train' | 'validation' | 'test';

/** Names of things, for heads of tables, axes and legends: never put into a sentence. */
export interface TermPhrases {
  readonly activation: string;
  readonly learningRate: string;
  /** How weights are drawn. */
  readonly init: string;
  readonly epoch: string;
  readonly loss: string;
  readonly accuracy: string;
  readonly testAccuracy: string;
  readonly testLoss: string;
  readonly samples: string;
  readonly status: string;
  readonly sets: Readonly<Record<SetName, string>>;
  readonly statuses: Readonly<Record<StatusName, string>>;
}
