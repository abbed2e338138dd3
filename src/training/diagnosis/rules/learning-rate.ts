import type { LayerFigures } from '../evidence.ts';
import type { Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

const CS231N = 'Stanford CS231n, Neural Networks Part 3: updates should be about 1e-3 of the weights';

/** Signs of too high a rate, the gravest that shows: a loss that is no number, an update too large, a loss that rises. */
export type HighRateFacts = { readonly remedies: readonly Remedy[] } & (
  | { readonly sign: 'lost'; readonly step: number; readonly lr: number }
  /** The last update changed that layer by `ratio` of its size. */
  | { readonly sign: 'update'; readonly layer: number; readonly ratio: number }
  /** Training loss of the first epoch, and of the last. */
  | { readonly sign: 'rise'; readonly first: number; readonly last: number }
);

/** Updates so large that they undo each other, or the numbers themselves. */
export const learningRateTooHigh = rule({
  name: 'learning-rate-too-high',
  source: `${CS231N}. Fires at a hundred times that, where the training loss rises, or where it is lost`,
  thresholds: { updateRatio: 0.1, rise: 1.02 },
  find({ lr, metrics, probes, divergence }, { updateRatio, rise }): Sighting<HighRateFacts> | undefined {
    if (divergence) {
      const remedies: Remedy[] = [
        { kind: 'settings', values: { lr: divergence.suggestedLearningRate } },
        { kind: 'settings', values: { clipNorm: 1 } },
      ];
      return { severity: 'problem', facts: { sign: 'lost', step: divergence.step, lr, remedies } };
    }
    const remedies: Remedy[] = [{ kind: 'lower-rate', lr: twoDigits(lr / 10) }];
    const [layer, ratio] = largestRatio(probes.at(-1)?.layers ?? []);
    if (ratio >= updateRatio) return { severity: 'problem', facts: { sign: 'update', layer, ratio, remedies } };
    const [first, last] = [metrics[0]?.train.loss, metrics.at(-1)?.train.loss];
    if (first === undefined || last === undefined || !(last > rise * first)) return undefined;
    return { severity: 'warning', facts: { sign: 'rise', first, last, remedies } };
  },
});

/** The largest share of its size by which any update that was looked at changed a layer. */
export interface LowRateFacts {
  readonly ratio: number;
  readonly remedies: readonly Remedy[];
}

/** Updates so small that nothing has been learned by the end. */
export const learningRateTooLow = rule({
  name: 'learning-rate-too-low',
  source: `${CS231N}. Fires at a tenth of that in all layers, where there is still something to learn`,
  thresholds: { updateRatio: 1e-4, accuracy: 0.95 },
  find({ lr, metrics, probes }, { updateRatio, accuracy }): Sighting<LowRateFacts> | undefined {
    // One by one: a call takes no more than a hundred thousand arguments, and a log may hold more probes.
    const ratio = probes.reduce(
      (most, { layers }) => Math.max(most, largestRatio(layers)[1]),
      Number.NEGATIVE_INFINITY,
    );
    const last = metrics.at(-1)?.train.accuracy;
    if (!(ratio > 0 && ratio < updateRatio) || last === undefined || last >= accuracy) return undefined;
    return {
      severity: 'problem',
      facts: { ratio, remedies: [{ kind: 'higher-rate', lr: twoDigits(lr * 10) }] },
    };
  },
});

/** A rate to be typed: 0.30000000000000004 is none. */
const twoDigits = (value: number): number => Number(value.toPrecision(2));

/** The layer that its last update changed most, and by how much; -Infinity where nothing is known. */
function largestRatio(layers: readonly LayerFigures[]): [layer: number, ratio: number] {
  return layers.reduce<[number, number]>(
    (worst, { layer, updateRatio }) => (updateRatio !== null && updateRatio > worst[1] ? [layer, updateRatio] : worst),
    [0, Number.NEGATIVE_INFINITY],
  );
}
