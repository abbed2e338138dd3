import type { LayerFigures } from '../diagnosis.ts';
import { rule } from './rule.ts';
import { digits, percent } from './words.ts';

const CS231N = 'Stanford CS231n, Neural Networks Part 3: updates should be about 1e-3 of the weights';

/** Updates so large that they undo each other, or the numbers themselves. */
export const learningRateTooHigh = rule({
  name: 'learning-rate-too-high',
  source: `${CS231N}. Fires at a hundred times that, where the training loss rises, or where it is lost`,
  thresholds: { updateRatio: 0.1, rise: 1.02 },
  find({ lr, metrics, probes, divergence }, { updateRatio, rise }) {
    const lower = `Try a lower learning rate, such as --lr ${digits(lr / 10)}.`;
    if (divergence) {
      return {
        severity: 'problem',
        text: `The loss was lost at step ${divergence.step}, at a learning rate of ${lr}.`,
        advice: `Try --lr ${divergence.suggestedLearningRate}, or --clip-norm 1.`,
      };
    }
    const [layer, ratio] = largestRatio(probes.at(-1)?.layers ?? []);
    if (ratio >= updateRatio) {
      return {
        severity: 'problem',
        text: `The last update changed layer ${layer} by ${percent(ratio)} of its size; about 0.1 % is healthy.`,
        advice: lower,
      };
    }
    const [first, last] = [metrics[0]?.train.loss, metrics.at(-1)?.train.loss];
    if (first === undefined || last === undefined || !(last > rise * first)) return undefined;
    return {
      severity: 'warning',
      text: `The training loss rises: ${digits(first)} in the first epoch, ${digits(last)} in the last.`,
      advice: lower,
    };
  },
});

/** Updates so small that nothing has been learned by the end. */
export const learningRateTooLow = rule({
  name: 'learning-rate-too-low',
  source: `${CS231N}. Fires at a tenth of that in all layers, where there is still something to learn`,
  thresholds: { updateRatio: 1e-4, accuracy: 0.95 },
  find({ lr, metrics, probes }, { updateRatio, accuracy }) {
    // One by one: a call takes no more than a hundred thousand arguments, and a log may hold more probes.
    const largest = probes.reduce(
      (most, { layers }) => Math.max(most, largestRatio(layers)[1]),
      Number.NEGATIVE_INFINITY,
    );
    const last = metrics.at(-1)?.train.accuracy;
    if (!(largest > 0 && largest < updateRatio) || last === undefined || last >= accuracy) return undefined;
    return {
      severity: 'problem',
      text: `No update changed a layer by more than ${percent(largest)} of its size, of those that were looked at; about 0.1 % is healthy.`,
      advice: `Try a higher learning rate, such as --lr ${digits(lr * 10)}.`,
    };
  },
});

/** The layer that its last update changed most, and by how much; -Infinity where nothing is known. */
function largestRatio(layers: readonly LayerFigures[]): [layer: number, ratio: number] {
  return layers.reduce<[number, number]>(
    (worst, { layer, updateRatio }) => (updateRatio !== null && updateRatio > worst[1] ? [layer, updateRatio] : worst),
    [0, Number.NEGATIVE_INFINITY],
  );
}
