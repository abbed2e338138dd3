import { smallest } from '../../../util/any-length.ts';
import { hiddenOf } from '../../probes/attenuation.ts';
import { ALL_CLEAR } from '../course.ts';
import { lower, type Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

/** Hidden layers whose activation is a line. */
export interface LinearFacts {
  /** The layers, counted from 1. */
  readonly layers: readonly number[];
  readonly activation: string;
  /** Whether those are all hidden layers: the network is then softmax regression, or what the head makes of a line. */
  readonly all: boolean;
  /** Accuracy at the end, on held-out data where there are any; null before the first epoch has ended. */
  readonly accuracy: number | null;
  readonly remedies: readonly Remedy[];
}

/** Affine layers in a row are one matrix: depth adds nothing. */
export const linearCollapse = rule({
  name: 'linear-collapse',
  source:
    'Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.3: linear layers in a row are one linear layer; Saxe, ' +
    'McClelland & Ganguli (2014). Fires at any hidden layer whose activation is a line, as a problem where all are',
  thresholds: {},
  explains: ['under-fitting', 'bottleneck', 'unsettled'],
  find({ activations, hidden, probes, settings, activation }, _, { course }): Sighting<LinearFacts> | undefined {
    if (settings && settings.norm === 'layer') return undefined;
    const own = hiddenOf(probes[0]?.layers ?? []);
    const names = own.length > 0 ? own.map((layer) => layer.activation) : hidden.map(() => activation);
    const layers = names.flatMap((name, k) => (activations[name]?.affine ? [k + 1] : []));
    if (layers.length === 0) return undefined;
    const all = layers.length === names.length;
    return {
      severity: all ? 'problem' : 'note',
      facts: {
        layers,
        activation: names[layers[0] - 1],
        all,
        accuracy: course ? (course.heldOut?.score.accuracy ?? course.trained) : null,
        remedies: [
          { kind: 'activation', name: 'relu' },
          { kind: 'activation', name: 'tanh' },
          ...(all ? [{ kind: 'settings', values: { hidden: 'none' } } as const] : []),
        ],
      },
    };
  },
});

/** A hidden layer by an activation whose outputs have one sum for all of them. */
export interface SoftmaxHiddenFacts {
  readonly layer: number;
  readonly activation: string;
  readonly units: number;
  readonly remedies: readonly Remedy[];
}

/** Softmax between layers: all units share one sum of 1, so that each passes on about 1 in as many as there are. */
export const softmaxAsHidden = rule({
  name: 'softmax-as-hidden',
  source:
    'Bridle (1990): softmax is for outputs, of which one is right; Goodfellow, Bengio & Courville, Deep Learning (2016), ' +
    'section 6.2.2.3. Fires at any hidden layer whose outputs always have the same sum',
  thresholds: {},
  explains: ['under-fitting', 'vanishing-gradient', 'variance-collapse', 'bottleneck'],
  find({ activations, hidden, probes, activation }): Sighting<SoftmaxHiddenFacts> | undefined {
    const own = hiddenOf(probes[0]?.layers ?? []);
    const names = own.length > 0 ? own.map((layer) => layer.activation) : hidden.map(() => activation);
    const k = names.findIndex((name) => activations[name]?.sharedOut);
    if (k < 0) return undefined;
    return {
      severity: 'problem',
      facts: {
        layer: k + 1,
        activation: names[k],
        units: hidden[k],
        remedies: [
          { kind: 'activation', name: 'relu' },
          { kind: 'activation', name: 'tanh' },
        ],
      },
    };
  },
});

/** The narrowest hidden layer. */
export interface BottleneckFacts {
  readonly layer: number;
  readonly units: number;
  readonly classes: number;
  /** What it reached, and the nearest neighbour on the training set; null where that is not known. */
  readonly reached: number | null;
  readonly allowed: number | null;
  readonly remedies: readonly Remedy[];
}

/** A layer so narrow that it cannot keep the classes apart. */
export const bottleneck = rule({
  name: 'bottleneck',
  source:
    'Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 4.3.3: C classes are told apart in ' +
    'C - 1 dimensions, fewer lose some. Fires below that, and at one or two units where the nearest neighbour does better ' +
    'by ten points',
  thresholds: { tiny: 2, below: 0.1 },
  explains: ['under-fitting', 'unsettled'],
  find({ hidden, classes }, { tiny, below }, { course }): Sighting<BottleneckFacts> | undefined {
    if (hidden.length === 0) return undefined;
    const units = smallest(hidden);
    const [reached, allowed] = [course?.reached ?? null, course?.allowed ?? null];
    const behind = reached !== null && allowed !== null && reached < allowed - below;
    const tight = units < classes - 1;
    if (!tight && !(units <= tiny && behind)) return undefined;
    const enough = tight ? Math.max(2 * classes, 16) : 16;
    return {
      severity:
        !tight || (reached !== null && reached < ALL_CLEAR.milestone) ? (behind ? 'problem' : 'warning') : 'note',
      facts: {
        layer: hidden.indexOf(units) + 1,
        units,
        classes,
        reached,
        allowed,
        remedies: [{ kind: 'more-units', layer: hidden.indexOf(units) + 1, units: enough }],
      },
    };
  },
});

/** Outputs that no longer pass their error on. */
export interface OutputSaturationFacts {
  readonly head: string;
  /** How much of the error arrives at the logits. */
  readonly passes: number;
  readonly accuracy: number;
  readonly remedies: readonly Remedy[];
}

/** Outputs are confidently wrong, and a squared error takes their flat slope with it: nothing is learned from that. */
export const outputSaturation = rule({
  name: 'output-saturation',
  source:
    'Nielsen, Neural Networks and Deep Learning (2015), chapter 3: the quadratic cost learns slowly where outputs saturate; ' +
    'Goodfellow, Bengio & Courville (2016), section 6.2.2. Fires where a twentieth of the error passes, or less, and much of it ' +
    'is left',
  thresholds: { passes: 0.05, accuracy: 0.9 },
  explains: ['under-fitting', 'learning-rate-too-low', 'chance-level', 'still-learning'],
  find({ probes, settings }, thresholds, { course }): Sighting<OutputSaturationFacts> | undefined {
    const head = probes.at(-1)?.layers.at(-1)?.head;
    if (!head || !settings || !course || !/^(sigmoid|softmax)-mse$/.test(settings.head)) return undefined;
    if (!(head.passes <= thresholds.passes) || course.reached >= thresholds.accuracy) return undefined;
    const crossEntropy = settings.head.startsWith('sigmoid') ? 'sigmoid-binary-cross-entropy' : 'softmax-cross-entropy';
    return {
      severity: 'problem',
      facts: {
        head: settings.head,
        passes: head.passes,
        accuracy: course.reached,
        remedies: [{ kind: 'settings', values: { head: crossEntropy } }, lower({ settings })],
      },
    };
  },
});

/** Residual blocks that add up. */
export interface ResidualFacts {
  /** Spread of outputs before training, in the first hidden layer and in the last. */
  readonly firstSpread: number;
  readonly lastSpread: number;
  readonly last: number;
  /** By what factor each layer in between changes the variance. */
  readonly perLayer: number;
  readonly remedies: readonly Remedy[];
}

/** Each residual block adds the variance of its branch to that of its input: without a norm or a smaller branch it doubles. */
export const residualVarianceDoubling = rule({
  name: 'residual-variance-doubling',
  source:
    'Zhang, Dauphin & Ma, Fixup Initialization (2019), section 2: the variance of the outputs doubles with each block; De & Smith ' +
    '(2020). Fires where it grows by half in each layer or more, and by 64 in all',
  thresholds: { perLayer: 1.5, total: 64 },
  explains: ['exploding-gradient'],
  find({ probes, settings }, thresholds, { course }): Sighting<ResidualFacts> | undefined {
    const start = probes[0];
    const hidden = hiddenOf(start?.layers ?? []);
    if (!settings?.residual || settings.norm !== 'none' || start.step !== 0 || hidden.length < 3) return undefined;
    const [first, last] = [hidden[0], hidden[hidden.length - 1]];
    const total = (last.activationStd / first.activationStd) ** 2;
    const perLayer = total ** (1 / (hidden.length - 1));
    if (!(perLayer >= thresholds.perLayer && total >= thresholds.total)) return undefined;
    return {
      severity: course && course.isNear !== false && course.isSettled ? 'warning' : 'problem',
      facts: {
        firstSpread: first.activationStd,
        lastSpread: last.activationStd,
        last: last.layer,
        perLayer,
        remedies: [
          { kind: 'settings', values: { init: 'auto' } },
          { kind: 'settings', values: { norm: 'batch' } },
        ],
      },
    };
  },
});
