import type { Collapse } from '../../collapse.ts';
import { collapseOf } from '../../collapse.ts';
import { guessOf } from '../course.ts';
import type { LayerFigures } from '../evidence.ts';
import { higher, lower, type Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

const CS231N = 'Stanford CS231n, Neural Networks Part 3: updates should be about 1e-3 of the weights';

/** Signs of too high a rate, the gravest that shows: a loss that is no number, an update too large, a loss that rises. */
export type HighRateFacts = { readonly remedies: readonly Remedy[] } & (
  | { readonly sign: 'lost'; readonly step: number; readonly lr: number | null }
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
  isEased: true,
  find(evidence, { updateRatio, rise }): Sighting<HighRateFacts> | undefined {
    const { settings, metrics, probes, divergence } = evidence;
    if (divergence) {
      const remedies: Remedy[] = [
        { kind: 'settings', values: { lr: divergence.suggestedLearningRate } },
        { kind: 'settings', values: { clipNorm: 1 } },
      ];
      const lr = settings?.lr ?? null;
      return { severity: 'problem', facts: { sign: 'lost', step: divergence.step, lr, remedies } };
    }
    const remedies: Remedy[] = [lower(evidence)];
    const [layer, ratio] = largestRatio(probes.at(-1)?.layers ?? []);
    if (ratio >= updateRatio) return { severity: 'problem', facts: { sign: 'update', layer, ratio, remedies } };
    const [first, last] = [metrics[0]?.train.loss, metrics.at(-1)?.train.loss];
    if (first === undefined || last === undefined || !(last > rise * first)) return undefined;
    return { severity: 'warning', facts: { sign: 'rise', first, last, remedies } };
  },
});

/** How a network collapsed, and at which rate. */
export interface CollapseFacts extends Collapse {
  readonly remedies: readonly Remedy[];
}

/** The updates have driven the network to where it answers the same whatever it is asked, and learns no more. */
export const collapse = rule({
  name: 'collapse',
  source:
    'Lu, Shin, Su & Karniadakis, Dying ReLU and Initialization (2019), for networks whose output is one constant; Goodfellow, ' +
    'Bengio & Courville, Deep Learning (2016), section 11.4.1, for rates that destroy what was learned. Fires where four ' +
    'fifths of the units of a layer have died with half of the loss of guessing left, or at a loss no better than guessing with ' +
    'grown weights and a layer at its flat ends or half as much loss again',
  thresholds: {},
  explains: [
    ...[
      'chance-level',
      'under-fitting',
      'still-learning',
      'unsettled',
      'learning-rate-too-high',
      'learning-rate-too-low',
    ],
    ...['vanishing-gradient', 'exploding-gradient', 'variance-collapse'],
  ],
  find(evidence): Sighting<CollapseFacts> | undefined {
    const { probes, divergence } = evidence;
    const [start, now] = [probes[0], probes.at(-1)];
    const found = start && now && !divergence ? collapseOf(start, now, guessOf(evidence)) : null;
    if (!found) return undefined;
    const remedies: Remedy[] = [lower(evidence), { kind: 'settings', values: { clipNorm: 1 } }];
    return { severity: 'problem', facts: { ...found, remedies } };
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
  explains: ['still-learning', 'under-fitting', 'unsettled', 'too-few-updates'],
  isEased: true,
  find(evidence, { updateRatio, accuracy }, { course }): Sighting<LowRateFacts> | undefined {
    const { probes } = evidence;
    // One by one: a call takes no more than a hundred thousand arguments, and a log may hold more probes.
    const ratio = probes.reduce(
      (most, { layers }) => Math.max(most, largestRatio(layers)[1]),
      Number.NEGATIVE_INFINITY,
    );
    if (!(ratio > 0 && ratio < updateRatio) || !course || course.reached >= accuracy) return undefined;
    return { severity: 'problem', facts: { ratio, remedies: [higher(evidence)] } };
  },
});

/** The layer that its last update changed most, and by how much; -Infinity where nothing is known. */
function largestRatio(layers: readonly LayerFigures[]): [layer: number, ratio: number] {
  return layers.reduce<[number, number]>(
    (worst, { layer, updateRatio }) => (updateRatio !== null && updateRatio > worst[1] ? [layer, updateRatio] : worst),
    [0, Number.NEGATIVE_INFINITY],
  );
}
