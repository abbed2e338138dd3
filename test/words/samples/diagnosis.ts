import type { DiagnosisPhrases } from '../../../src/words/phrases/diagnosis.ts';
import type { SamplesOf } from './samples-of.ts';

export const diagnosis: SamplesOf<DiagnosisPhrases> = {
  source: [['Nielsen (2015), chapter 5']],
  findings: {
    'input-scale': [
      [{ kind: 'constant', remedies: [{ kind: 'mend-inputs' }] }],
      [{ kind: 'empty', zeros: 0.9934, remedies: [{ kind: 'mend-inputs' }] }],
      [{ kind: 'large', size: 86.3, min: 0, max: 255, remedies: [{ kind: 'settings', values: { scale: 'auto' } }] }],
      [
        {
          kind: 'small',
          size: 0.0012,
          min: 0,
          max: 0.0039,
          remedies: [{ kind: 'mend-inputs' }, { kind: 'settings', values: { scale: 'standardize' } }],
        },
      ],
    ],
    'inverted-images': [
      [{ border: 1, inside: 0.85, mean: 0.87, unlike: [], remedies: [{ kind: 'invert-images' }] }],
      [{ border: 1, inside: 0.85, mean: 0.87, unlike: ['validation', 'test'], remedies: [{ kind: 'invert-images' }] }],
    ],
    'inputs-differ': [
      [
        {
          set: 'test',
          trainMean: 0.13,
          trainDeviation: 0.31,
          mean: 33.3,
          deviation: 78.6,
          remedies: [{ kind: 'mend-inputs' }],
        },
      ],
    ],
    'one-class-validation': [
      [
        {
          set: 'validation',
          class: 9,
          share: 1,
          of: 10,
          remedies: [{ kind: 'settings', values: { holdOut: 'random' } }],
        },
      ],
      [{ set: 'test', class: 0, share: 0.97, of: 3, remedies: [{ kind: 'mix-data' }] }],
    ],
    'class-missing': [
      [{ set: 'train', classes: [9], share: 0.1, remedies: [{ kind: 'mix-data' }] }],
      [{ set: 'train', classes: [0, 1, 4], share: 0.3, remedies: [{ kind: 'mix-data' }] }],
      [{ set: 'validation', classes: [2, 3], share: 0.2, remedies: [{ kind: 'mix-data' }] }],
    ],
    'sorted-data-without-shuffle': [
      [{ mixed: 0.0025, batchSize: 32, remedies: [{ kind: 'settings', values: { shuffle: true } }] }],
    ],
    'labels-do-not-match': [
      [
        {
          set: 'test',
          trained: 0.94,
          accuracy: 0.12,
          guess: 0.1,
          neighbourTrain: 0.87,
          neighbour: 0.1,
          remedies: [{ kind: 'check-labels' }],
        },
      ],
      [
        {
          set: 'validation',
          trained: null,
          accuracy: null,
          guess: 0.5,
          neighbourTrain: null,
          neighbour: null,
          remedies: [{ kind: 'check-labels' }],
        },
      ],
      [
        {
          set: 'train',
          trained: 0.13,
          accuracy: 0.1,
          guess: 0.1,
          neighbourTrain: 0.09,
          neighbour: 0.09,
          remedies: [{ kind: 'check-labels' }],
        },
      ],
    ],
    'softmax-as-hidden': [
      [{ layer: 1, activation: 'softmax', units: 64, remedies: [{ kind: 'activation', name: 'relu' }] }],
    ],
    'linear-collapse': [
      [
        {
          layers: [1, 2],
          activation: 'identity',
          all: true,
          accuracy: 0.87,
          remedies: [{ kind: 'settings', values: { hidden: 'none' } }],
        },
      ],
      [
        {
          layers: [1],
          activation: 'identity',
          all: true,
          accuracy: null,
          remedies: [{ kind: 'activation', name: 'relu' }],
        },
      ],
      [
        {
          layers: [2],
          activation: 'identity',
          all: false,
          accuracy: 0.9,
          remedies: [{ kind: 'activation', name: 'tanh' }],
        },
      ],
      [
        {
          layers: [1, 3],
          activation: 'identity',
          all: false,
          accuracy: 0.9,
          remedies: [{ kind: 'activation', name: 'tanh' }],
        },
      ],
    ],
    'residual-variance-doubling': [
      [
        {
          firstSpread: 1.1,
          lastSpread: 760,
          last: 20,
          perLayer: 2,
          remedies: [
            { kind: 'settings', values: { init: 'auto' } },
            { kind: 'settings', values: { norm: 'batch' } },
          ],
        },
      ],
    ],
    bottleneck: [
      [
        {
          layer: 1,
          units: 3,
          classes: 10,
          reached: 0.51,
          allowed: 0.87,
          remedies: [{ kind: 'more-units', layer: 1, units: 20 }],
        },
      ],
      [
        {
          layer: 2,
          units: 1,
          classes: 2,
          reached: 0.7,
          allowed: null,
          remedies: [{ kind: 'more-units', layer: 2, units: 16 }],
        },
      ],
      [
        {
          layer: 2,
          units: 2,
          classes: 3,
          reached: null,
          allowed: null,
          remedies: [{ kind: 'more-units', layer: 2, units: 16 }],
        },
      ],
      [
        {
          layer: 1,
          units: 1,
          classes: 10,
          reached: 0.3,
          allowed: 0.87,
          remedies: [{ kind: 'more-units', layer: 1, units: 20 }],
        },
      ],
    ],
    'unlucky-init': [
      [
        {
          layer: 3,
          dead: 2,
          units: 3,
          bias: null,
          zero: false,
          lasts: true,
          remedies: [{ kind: 'settings', values: { seed: 1 } }, { kind: 'wider-layers' }],
        },
      ],
      [{ layer: 1, dead: 128, units: 128, bias: -10, zero: false, lasts: true, remedies: [] }],
      [{ layer: 1, dead: 5, units: 8, bias: null, zero: false, lasts: false, remedies: [{ kind: 'wider-layers' }] }],
      [{ layer: 1, dead: 8, units: 8, bias: null, zero: true, lasts: true, remedies: [{ kind: 'wider-layers' }] }],
    ],
    'too-few-updates': [
      [
        {
          updates: 5,
          epochs: 5,
          perEpoch: 0.04,
          perStep: 0.04,
          reached: 0.5,
          remedies: [{ kind: 'settings', values: { batchSize: 32 } }, { kind: 'more-epochs' }],
        },
      ],
      [{ updates: 1, epochs: 1, perEpoch: 0.2, perStep: 0.2, reached: 0.3, remedies: [{ kind: 'more-epochs' }] }],
    ],
    collapse: [
      [
        {
          sign: 'dead',
          share: 0.98,
          layer: 1,
          loss: 2.31,
          guessLoss: 2.3,
          answered: 1,
          remedies: [{ kind: 'lower-rate', lr: 0.1 }],
        },
      ],
      [
        {
          sign: 'flat',
          share: 0.97,
          layer: 2,
          loss: 5.2,
          guessLoss: 2.3,
          answered: 3,
          remedies: [{ kind: 'lower-rate', lr: 0.1 }],
        },
      ],
      [
        {
          sign: 'wild',
          share: 0,
          layer: 3,
          loss: 52,
          guessLoss: 2.3,
          answered: 2,
          remedies: [{ kind: 'lower-rate', lr: null }],
        },
      ],
    ],
    'output-saturation': [
      [
        {
          head: 'sigmoid-mse',
          passes: 0.0012,
          accuracy: 0.24,
          remedies: [{ kind: 'settings', values: { head: 'sigmoid-binary-cross-entropy' } }],
        },
      ],
    ],
    memorised: [
      [{ trained: 1, heldOut: 0.685, set: 'test', samples: 100, remedies: [{ kind: 'more-data' }] }],
      [{ trained: 1, heldOut: 0.6, set: 'validation', samples: null, remedies: [{ kind: 'more-data' }] }],
    ],
    'under-fitting': [
      [{ reached: 0.6, allowed: 0.98, remedies: [{ kind: 'wider-layers' }, { kind: 'another-rate' }] }],
    ],
    'still-learning': [
      [
        {
          updates: 1250,
          epochs: 5,
          perEpoch: 0.12,
          perStep: 0.0005,
          reached: 0.9,
          remedies: [{ kind: 'more-epochs' }, { kind: 'higher-rate', lr: 0.1 }],
        },
      ],
      [{ updates: 5, epochs: 5, perEpoch: 0.04, perStep: 0.04, reached: 0.5, remedies: [{ kind: 'more-epochs' }] }],
    ],
    unsettled: [
      [
        {
          doubts: [{ kind: 'no-epoch' }, { kind: 'no-probes' }, { kind: 'no-data' }],
          reached: null,
          remedies: [],
        },
      ],
      [
        {
          doubts: [
            { kind: 'below', reached: 0.85, allowed: 0.9 },
            { kind: 'gap', trained: 0.99, heldOut: 0.92, set: 'test' },
            { kind: 'gap', trained: 0.99, heldOut: 0.92, set: 'validation' },
          ],
          reached: 0.99,
          remedies: [{ kind: 'fewer-layers' }],
        },
      ],
      [
        {
          doubts: [{ kind: 'no-held-out' }, { kind: 'one-epoch' }, { kind: 'guessing', reached: 0.55, guess: 0.5 }],
          reached: 0.55,
          remedies: [],
        },
      ],
    ],
    'vanishing-gradient': [
      [
        {
          total: 0.00294,
          perLayer: 0.23,
          last: 5,
          over: false,
          activation: 'sigmoid',
          cause: { kind: 'slope', steepest: 0.25 },
          remedies: [
            { kind: 'activation', name: 'relu' },
            { kind: 'activation', name: 'tanh' },
            { kind: 'fewer-layers' },
          ],
        },
      ],
      [
        {
          total: 1e-7,
          perLayer: 0.01,
          last: 4,
          over: false,
          activation: 'tanh',
          cause: { kind: 'flat', share: 0.97 },
          remedies: [{ kind: 'settings', values: { init: 'glorot-uniform' } }, { kind: 'fewer-layers' }],
        },
      ],
      [
        {
          total: 0,
          perLayer: 0,
          last: 3,
          over: false,
          activation: 'relu',
          cause: null,
          remedies: [{ kind: 'fewer-layers' }],
        },
      ],
      [
        {
          total: 0.05,
          perLayer: 0.22,
          last: 3,
          over: true,
          activation: 'sigmoid',
          cause: null,
          remedies: [{ kind: 'activation', name: 'relu' }, { kind: 'fewer-layers' }],
        },
      ],
    ],
    'exploding-gradient': [
      [
        {
          total: 82.4,
          perLayer: 3,
          last: 5,
          over: false,
          remedies: [
            { kind: 'settings', values: { init: 'he-normal' } },
            { kind: 'settings', values: { clipNorm: 1 } },
            { kind: 'lower-rate', lr: null },
          ],
        },
      ],
      [{ total: 1e9, perLayer: 180, last: 5, over: true, remedies: [{ kind: 'lower-rate', lr: null }] }],
    ],
    'variance-collapse': [
      [{ firstSpread: 0.62, lastSpread: 0.0007, last: 5, over: false, remedies: [{ kind: 'fewer-layers' }] }],
      [{ firstSpread: 0.62, lastSpread: 0.01, last: 5, over: true, remedies: [{ kind: 'fewer-layers' }] }],
    ],
    saturation: [
      [
        {
          layer: 2,
          share: 0.76,
          activation: 'tanh',
          early: true,
          growth: null,
          remedies: [
            { kind: 'smaller-weights', init: 'auto' },
            { kind: 'activation', name: 'relu' },
          ],
        },
      ],
      [
        {
          layer: 1,
          share: 0.9,
          activation: 'softsign',
          early: false,
          growth: 3.14,
          remedies: [
            { kind: 'lower-rate', lr: null },
            { kind: 'activation', name: 'relu' },
          ],
        },
      ],
    ],
    'dead-units': [
      [
        {
          layer: 1,
          dead: 53,
          units: 128,
          growth: 12,
          remedies: [
            { kind: 'lower-rate', lr: null },
            { kind: 'activation', name: 'leaky-relu' },
            { kind: 'settings', values: { init: 'he-normal' } },
          ],
        },
      ],
      [{ layer: 1, dead: 128, units: 128, growth: null, remedies: [{ kind: 'lower-rate', lr: 0.01 }] }],
    ],
    'learning-rate-too-high': [
      [
        {
          sign: 'lost',
          step: 12,
          lr: 3,
          remedies: [
            { kind: 'settings', values: { lr: 0.3 } },
            { kind: 'settings', values: { clipNorm: 1 } },
          ],
        },
      ],
      [{ sign: 'update', layer: 2, ratio: 0.35, remedies: [{ kind: 'lower-rate', lr: 0.1 }] }],
      [{ sign: 'rise', first: 2.31, last: 5.6, remedies: [{ kind: 'lower-rate', lr: 0.1 }] }],
    ],
    'learning-rate-too-low': [[{ ratio: 0.0000012, remedies: [{ kind: 'higher-rate', lr: 0.001 }] }]],
    'chance-level': [
      [
        {
          epochs: 1,
          accuracy: 0.101,
          chance: 0.1,
          remedies: [
            { kind: 'more-epochs' },
            { kind: 'another-rate' },
            { kind: 'settings', values: { optimizer: 'adam' } },
          ],
        },
      ],
      [{ epochs: 20, accuracy: 0.5, chance: 0.5, remedies: [{ kind: 'higher-rate', lr: null }] }],
    ],
    'over-fitting': [
      [
        {
          set: 'validation',
          epoch: 4,
          best: 0.31,
          rise: 0.21,
          trainThen: 0.2,
          trainNow: 0.0004,
          remedies: [
            { kind: 'settings', values: { validation: 0.1, earlyStopping: true } },
            { kind: 'settings', values: { dropout: 0.2 } },
            { kind: 'settings', values: { l2: 0.0001 } },
            { kind: 'more-data' },
          ],
        },
      ],
      [
        {
          set: 'test',
          epoch: 1,
          best: 1,
          rise: 0.055,
          trainThen: 1,
          trainNow: 0.5,
          remedies: [{ kind: 'more-data' }],
        },
      ],
    ],
  },
};
