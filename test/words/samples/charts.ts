import type { ChartPhrases } from '../../../src/words/phrases/charts.ts';
import type { SamplesOf } from './samples-of.ts';

const names = ['relu', 'tanh'];

export const charts: SamplesOf<ChartPhrases> = {
  outputLayer: [[6]],
  bands: [[{ seeds: 3, set: 'test' }], [{ seeds: 3, set: null }]],
  medians: [[3]],
  diverged: [
    [
      [
        { name: 'relu', count: 1, of: null },
        { name: 'tanh', count: 2, of: 3 },
      ],
    ],
  ],
  leftOut: [[{ count: 1, log: false }], [{ count: 12, log: true }]],
  smoothed: [[0.6]],
  learning: {
    title: [[{ metric: 'loss', x: 'epoch' }], [{ metric: 'accuracy', x: 'step' }], [{ metric: 'loss', x: 'seconds' }]],
    description: [
      [{ metric: 'loss', x: 'epoch', sets: ['test', 'train'], names }],
      [{ metric: 'accuracy', x: 'step', sets: ['validation'], names }],
      [{ metric: 'loss', x: 'seconds', sets: [], names }],
    ],
    guessing: [
      [{ metric: 'loss', classes: 10, value: Math.log(10) }],
      [{ metric: 'accuracy', classes: 2, value: 0.5 }],
    ],
  },
  attenuation: { description: [[names]] },
  layers: {
    title: [['gradientNorm', 'relu']],
    description: [
      [{ figure: 'dead', layers: 1, activation: 'relu' }],
      [{ figure: 'updateRatio', layers: 6, activation: 'relu' }],
    ],
  },
  heatMap: {
    title: [['relu']],
    description: [[{ activation: 'relu', byEpoch: true }], [{ activation: 'relu', byEpoch: false }]],
  },
  histograms: {
    title: [['activation', 'relu']],
    note: [['activation'], ['gradient']],
    someLayers: [[{ shown: 8, all: 20 }]],
    empty: [[1], [3]],
    description: [[{ of: 'gradient', steps: [0, 1250] }], [{ of: 'activation', steps: [0] }]],
    when: [[0], [1], [1250]],
    layer: [[1], [20]],
  },
  rates: {
    note: [[{ epochs: 1 }]],
    diverged: [[1], [4]],
    description: [[[{ name: 'relu', best: 0.1 }]]],
  },
  functions: {
    byRow: [[['softmax']]],
    description: [[{ panels: ['f', 'df'], names, from: -6, to: 6 }], [{ panels: ['f'], names, from: -6, to: 6 }]],
  },
  reproduction: { description: [[{ title: '5', x: '1', y: '2', names }]] },
  logged: [[{ title: '5', names }]],
};
