import { ALL_CLEAR, type Course, type HeldOutSet } from '../course.ts';
import type { InputFigures } from '../facts/input-figures.ts';
import type { Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

const LECUN =
  'LeCun, Bottou, Orr & Mueller, Efficient BackProp (1998), section 4.3: inputs with a mean near 0 and a variance near 1';

/** What broken inputs bring about, and is no cause of its own. */
export const SYMPTOMS = [
  ...[
    'vanishing-gradient',
    'exploding-gradient',
    'variance-collapse',
    'saturation',
    'output-saturation',
    'unlucky-init',
  ],
  ...['dead-units', 'collapse', 'learning-rate-too-high', 'learning-rate-too-low', 'residual-variance-doubling'],
  ...['too-few-updates', 'still-learning', 'chance-level', 'under-fitting', 'memorised', 'over-fitting', 'unsettled'],
] as const;

/** Inputs of a size that no training can work with. */
export type InputScaleFacts = { readonly remedies: readonly Remedy[] } & (
  | { readonly kind: 'constant' }
  /** Share of values that are zero, of images. */
  | { readonly kind: 'empty'; readonly zeros: number }
  /** Root mean square of the scaled inputs, and their extremes. */
  | {
      readonly kind: 'large' | 'small';
      readonly size: number;
      readonly min: number;
      readonly max: number;
    }
);

/** The inputs are all the same, nearly all zero, or of a wrong size. */
export const inputScale = rule({
  name: 'input-scale',
  source:
    `${LECUN}. Fires at ten times that, or a thirtieth (digits in 0..1 have a third); at images with less ink than any known ` +
    'set of drawings (digits: 19 %), which whole-number division leaves',
  thresholds: { large: 10, small: 1 / 30, zeros: 0.97 },
  explains: [...SYMPTOMS, 'labels-do-not-match', 'inverted-images'],
  find({ data, settings }, { large, small, zeros }, { course }): Sighting<InputScaleFacts> | undefined {
    if (!data) return undefined;
    const { inputs } = data.train;
    const { mean, deviation, min, max } = inputs;
    const size = Math.hypot(mean, deviation);
    const severity = course && isGood(course) ? 'warning' : 'problem';
    const remedies: Remedy[] =
      settings?.scale === 'auto'
        ? [{ kind: 'mend-inputs' }, { kind: 'settings', values: { scale: 'standardize' } }]
        : [{ kind: 'settings', values: { scale: 'auto' } }];
    if (inputs.constant === 1) {
      return { severity: 'problem', facts: { kind: 'constant', remedies: [{ kind: 'mend-inputs' }] } };
    }
    if (inputs.ink && inputs.zeros >= zeros) {
      return { severity, facts: { kind: 'empty', zeros: inputs.zeros, remedies: [{ kind: 'mend-inputs' }] } };
    }
    if (!(size >= large || size <= small)) return undefined;
    return { severity, facts: { kind: size >= large ? 'large' : 'small', size, min, max, remedies } };
  },
});

/** Images that are dark on light. */
export interface InvertedFacts {
  /** Mean of the outermost ring of pixels and of the rest, from 0 for the least value to 1. */
  readonly border: number;
  readonly inside: number;
  /** Of the scaled inputs. */
  readonly mean: number;
  /** Whether only one part of the data is: the sets that are not like the training set. */
  readonly unlike: readonly HeldOutSet[];
  readonly remedies: readonly Remedy[];
}

/** Dark ink on light paper: most inputs are then large, and the ink is where they are small. */
export const invertedImages = rule({
  name: 'inverted-images',
  source: `${LECUN}. Fires where the border of the images is lighter than three quarters, and lighter than what is within`,
  thresholds: { border: 0.75, lead: 0.02 },
  explains: SYMPTOMS,
  find({ data }, thresholds, { course }): Sighting<InvertedFacts> | undefined {
    if (!data) return undefined;
    const { train } = data;
    const isInverted = ({ ink }: InputFigures) =>
      ink !== null && ink.border >= thresholds.border && ink.border - ink.inside >= thresholds.lead;
    const sets = (['validation', 'test'] as const).filter((set) => data[set]);
    const own = isInverted(train.inputs);
    const unlike = sets.filter((set) => {
      const other = data[set]?.inputs;
      return other && isInverted(other) !== own;
    });
    const shown = own ? train.inputs : data[unlike[0] ?? 'test']?.inputs;
    if (!shown?.ink || (!own && unlike.length === 0)) return undefined;
    // Inputs with a mean of zero do not mind which is which.
    const { mean, deviation, ink } = shown;
    if (unlike.length === 0 && Math.abs(mean) < deviation / 2) return undefined;
    return {
      severity: unlike.length > 0 || !(course && isGood(course)) ? 'problem' : 'warning',
      facts: {
        ...ink,
        mean,
        unlike,
        remedies: [
          { kind: 'invert-images' },
          ...(unlike.length > 0 ? [] : [{ kind: 'settings', values: { scale: 'standardize' } } as const]),
        ],
      },
    };
  },
});

/** Held-out inputs that lie elsewhere than those that were trained on. */
export interface InputsDifferFacts {
  readonly set: HeldOutSet;
  /** Of the scaled inputs of the training set, and of that set. */
  readonly trainMean: number;
  readonly trainDeviation: number;
  readonly mean: number;
  readonly deviation: number;
  readonly remedies: readonly Remedy[];
}

/** The network is judged on inputs of another kind than it was trained on. */
export const inputsDiffer = rule({
  name: 'inputs-differ',
  source:
    'Quinonero-Candela et al., Dataset Shift in Machine Learning (2009). Fires where the means are farther apart than five ' +
    'times the spread of the means of single samples, or where one set is three times as widely spread as the other',
  thresholds: { spreads: 5, ratio: 3 },
  explains: ['labels-do-not-match', 'over-fitting', 'memorised', 'unsettled', 'still-learning', 'under-fitting'],
  find({ data }, { spreads, ratio }, { found }): Sighting<InputsDifferFacts> | undefined {
    if (!data || found.some((one) => one.rule === 'inverted-images' || one.rule === 'input-scale')) return undefined;
    const own = data.train.inputs;
    for (const set of ['validation', 'test'] as const) {
      const other = data[set]?.inputs;
      if (!other) continue;
      const apart = Math.abs(other.mean - own.mean) > spreads * own.meanSpread + 1e-6 * own.deviation;
      const wider = Math.max(other.deviation / own.deviation, own.deviation / other.deviation) > ratio;
      if (!(apart || wider)) continue;
      return {
        severity: 'problem',
        facts: {
          set,
          trainMean: own.mean,
          trainDeviation: own.deviation,
          mean: other.mean,
          deviation: other.deviation,
          remedies: [{ kind: 'mend-inputs' }],
        },
      };
    }
    return undefined;
  },
});

/** Whether the training has come far all the same. */
const isGood = ({ isNear, reached }: Course): boolean => isNear === true && reached >= ALL_CLEAR.milestone - 0.1;
