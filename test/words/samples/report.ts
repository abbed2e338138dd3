import type { ReportPhrases } from '../../../src/words/phrases/report.ts';
import type { SamplesOf } from './samples-of.ts';
import { engine } from './training.ts';

const run = { data: 'mnist10k', samples: 8000, hidden: '5x100', parameters: 101_770, optimizer: 'sgd', lr: 0.1 };

export const report: SamplesOf<ReportPhrases> = {
  page: {
    origin: [
      [{ version: '0.1.0', seconds: 75, folder: 'runs/compare' }],
      [{ version: null, seconds: null, folder: null }],
    ],
  },
  figure: { legend: [['relu'], [null]], rows: [[{ shown: 120, all: 2000 }]] },
  captions: { comparedAccuracy: [[10], [3]] },
  layerSets: { gradientNorm: {}, updateRatio: {}, heatMap: {}, activation: {}, gradient: {} },
  resultCaption: [[1], [3]],
  range: [['92.1', '94.3']],
  neverReached: [[[0.97]], [[0.97, 0.98]]],
  someRuns: [[{ reached: 2, of: 3 }]],
  glossary: {},
  headline: [
    [
      [
        { name: 'relu', accuracy: 0.94 },
        { name: 'tanh', accuracy: 0.93 },
      ],
    ],
    [[{ name: 'relu', accuracy: 0.94 }]],
  ],
  comparisonLead: [
    [
      {
        activations: ['relu', 'tanh'],
        epochs: 10,
        data: 'mnist10k',
        samples: 8000,
        hidden: '5x100',
        seeds: 3,
        lr: null,
      },
    ],
    [{ activations: ['relu'], epochs: 1, data: 'mnist10k', samples: null, hidden: null, seeds: 1, lr: 0.1 }],
  ],
  oneSeed: [['--seeds 5']],
  runHeadline: [
    [{ activation: 'relu', epochs: 5, end: 'finished', accuracy: 0.94 }],
    [{ activation: 'softsign', epochs: 1, end: 'interrupted', accuracy: 0.94 }],
    [{ activation: 'relu', epochs: 5, end: 'under-way', accuracy: 0.94 }],
    [{ activation: 'relu', epochs: 0, end: 'interrupted', accuracy: null }],
  ],
  divergedHeadline: [['relu', 2]],
  runLead: [[{ ...run, effort: { steps: 1250, seconds: 12.3 } }], [{ ...run, hidden: null, effort: null }]],
  samples: [[{ name: 'mnist10k', train: 7200, validation: 800, test: 2000 }]],
  network: [[{ inputs: 784, classes: 10, parameters: 101_770 }]],
  engine: [[engine]],
  versions: [[{ gradlens: '0.1.0', node: 'v24.1.0' }]],
};
