import type { DiagnosisPhrases } from '../../../src/words/phrases/diagnosis.ts';
import type { SamplesOf } from './samples-of.ts';

export const diagnosis: SamplesOf<DiagnosisPhrases> = {
  source: [['Nielsen (2015), chapter 5']],
  findings: {
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
