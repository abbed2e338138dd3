import type { CurveMetric } from '../logs/curves.ts';

/** What a figure is, as its name tells. */
export interface Meaning {
  readonly metric: CurveMetric;
  /** `train`, `validation`, `test`; null where the name does not say. */
  readonly part: string | null;
  /** Unknown where the name does not say. */
  readonly per: 'epoch' | 'step' | null;
}

const PARTS: Readonly<Record<string, string>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  eval: 'validation',
  evaluation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};

const PERIODS: Readonly<Record<string, 'epoch' | 'step'>> = {
  epoch: 'epoch',
  step: 'step',
  batch: 'step',
  iterations: 'step',
};

/** Other names of the metrics that have names of their own; the last word of what programs call them. */
const METRICS: readonly (readonly [CurveMetric, RegExp])[] = [
  [
    'loss',
    /^(loss|total_loss|loss_curve|(categorical_|sparse_categorical_|binary_)?cross_?entropy(_loss)?|ce_loss|nll(_loss)?)$/,
  ],
  ['accuracy', /^((sparse_)?(top_k_)?(categorical_|binary_|multiclass_?)?(acc|accuracy)(_score)?|scores)$/],
  ['lr', /^(lr|learning_rate)(_\w+)?$/],
  ['gradient-norm', /^(grad|gradient)_norm$/],
];

/**
 * What a figure is by its name, in whatever order and with whatever signs its words stand: val_loss, validation/loss,
 * eval_loss, loss/val, epoch_loss, trainLoss. A metric that has no name here keeps its own, without the words that say
 * of what it is.
 */
export function meaningOf(name: string): Meaning {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'vs');
  const part = words.map((word) => PARTS[word]).find(Boolean) ?? null;
  const per = words.map((word) => PERIODS[word]).find(Boolean) ?? null;
  const rest = words.filter((word) => !Object.hasOwn(PARTS, word) && !Object.hasOwn(PERIODS, word));
  const base = rest.join('_').replace(/_dataloader_idx_\d+$/, '');
  const known = METRICS.find(([, pattern]) => pattern.test(base))?.[0];
  return { metric: known ?? (base || name), part, per };
}

/** The part that a word alone names: the folder `validation`. */
export function partNamed(word: string): string | null {
  return PARTS[word.toLowerCase()] ?? null;
}
