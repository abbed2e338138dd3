import type { ComparisonFacts, ComparisonPhrases } from '../../../src/words/phrases/comparison.ts';
import type { SamplesOf } from './samples-of.ts';
import { data, engine } from './training.ts';

const begun: ComparisonFacts = {
  activations: ['sigmoid', 'tanh', 'relu'],
  sizes: [784, 100, 100, 10],
  norm: 'layer',
  residual: [2],
  head: 'softmax-cross-entropy',
  optimizer: 'sgd',
  lr: null,
  searchEpochs: 1,
  batchSize: 32,
  epochs: 10,
  init: null,
  firstSeed: 0,
  seeds: 3,
  threads: 2,
  data,
  engine: { ...engine, threads: null },
};

export const comparison: SamplesOf<ComparisonPhrases> = {
  describe: [[begun], [{ ...begun, lr: 0.1, init: 'glorot-uniform', seeds: 1, epochs: 1 }]],
  row: [
    [{ name: 'tanh, seed 0', bar: '██░░', epoch: 2, epochs: 9, loss: 0.1234, trend: '⣀⣤', testAccuracy: 0.9431 }],
    [{ name: 'tanh, seed 0', bar: '██░░', epoch: 1, epochs: 9, loss: 2.3, trend: '⣀⣤', testAccuracy: null }],
  ],
  wholeRow: [
    [{ name: 'in all', bar: '██░░', left: 75, done: '2 of 9' }],
    [{ name: 'in all', bar: '██░░', left: null, done: '2 of 9' }],
  ],
  progress: [[{ done: 2, runs: 9, searching: true }], [{ done: 1, runs: 1, searching: false }]],
  searched: [
    [{ activation: 'tanh', best: 0.1, tried: 7, loss: 0.3045, remark: null }],
    [{ activation: 'sigmoid', best: 0.1, tried: 13, loss: null, remark: 'no-difference' }],
    [{ activation: 'relu', best: 0.001, tried: 11, loss: 0.2, remark: 'at-edge' }],
  ],
  ran: [
    [
      {
        name: 'tanh-seed-0',
        epochs: 1,
        scores: [
          { set: 'train', loss: 0.31, accuracy: 0.9 },
          { set: 'test', loss: 0.33, accuracy: 0.89 },
        ],
        seconds: 12.3,
      },
    ],
  ],
  diverged: [[{ name: 'relu-seed-1', step: 12, lr: 3 }]],
  leftBehind: [
    [{ interrupted: true, left: { done: 2, runs: 9, folder: 'runs/compare' } }],
    [{ interrupted: false, left: null }],
  ],
  complete: [['runs/compare']],
  title: [[{ seeds: 1, epochs: 1, activations: 3 }], [{ seeds: 3, epochs: 10, activations: 2 }]],
  rows: { epochsTo: [[0.95]] },
  reachedOnly: [[{ median: 3, reached: 2, of: 3 }], [{ median: null, reached: 1, of: 3 }]],
  heldSame: [[['init', 'scale']]],
  lossByEpoch: [[{ seeds: 1 }], [{ seeds: 3 }]],
  search: {
    title: [[{ epochs: 1, seed: 0 }]],
    noDifference: [['sigmoid']],
    atEdge: [['relu', 0.001]],
    tie: [[0.02]],
  },
  closing: [
    [
      {
        runs: 9,
        trials: 21,
        seconds: 75,
        threads: 2,
        busy: 0.97,
        folder: 'runs/compare-1',
        report: 'runs/compare-1/report.html',
      },
    ],
    [{ runs: 1, trials: 0, seconds: 1, threads: 1, busy: 0.5, folder: 'runs/c', report: 'runs/c/report.html' }],
  ],
};
