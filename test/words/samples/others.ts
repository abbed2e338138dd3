import type { NumberlessFacts } from '../../../src/activations/formula/study.ts';
import type { EvaluationPhrases, PredictionPhrases } from '../../../src/words/phrases/evaluation.ts';
import type { FigurePhrases } from '../../../src/words/phrases/figures.ts';
import type { FormulaPhrases } from '../../../src/words/phrases/formulas.ts';
import type {
  ActivationPhrases,
  DataPhrases,
  FilePhrases,
  GradientCheckPhrases,
  RunListPhrases,
} from '../../../src/words/phrases/lists.ts';
import type { PlotPhrases } from '../../../src/words/phrases/plots.ts';
import type { ReproductionPhrases } from '../../../src/words/phrases/reproduction.ts';
import type { SamplesOf } from './samples-of.ts';

export const figures: SamplesOf<FigurePhrases> = {
  percent: [[0.9753]],
  timeLeft: [[0.2], [42], [125], [3725]],
  wholePercent: [[0.493]],
  duration: [[0.35], [12.34], [125], [3725]],
  rate: [[12_345], [3.2]],
  epochs: [[1], [1250]],
  steps: [[1], [1250]],
  seeds: [[1], [3]],
  runs: [[1], [9]],
  threads: [[1], [2]],
};

export const evaluation: SamplesOf<EvaluationPhrases> = {
  summary: [[{ run: 'runs/relu-128', data: 'mnist10k', samples: 2000, accuracy: 0.94, wrong: 120, loss: 0.21 }]],
  confusion: [[{ truth: '4', predicted: '9', times: 1 }], [{ truth: '3', predicted: '5', times: 12 }]],
  mostConfused: [[['4 - 9', '3 - 5']]],
  rightOf: [[{ right: 1880, all: 2000 }], [{ right: 0, all: 0 }]],
  judgement: [[{ sample: 12, label: 4, predicted: 9, confidence: 0.97 }]],
};

export const prediction: SamplesOf<PredictionPhrases> = {
  newestRun: [['runs/relu-128']],
  leftOut: [[1], [3]],
  picture: [
    [{ name: 'four.png', width: 280, height: 280, treatment: 'inverted' }],
    [{ name: 'four.png #2', width: 28, height: 28, treatment: 'unchanged' }],
    [{ name: 'four.png', width: 28, height: 28, treatment: 'light-on-dark' }],
  ],
  answer: [[{ digit: 4, probability: 0.972 }]],
  unsure: [
    [
      [
        { digit: 4, probability: 0.48 },
        { digit: 9, probability: 0.44 },
      ],
    ],
  ],
  note: [['4 - 9']],
  notes: {
    'on-black': [[{ kind: 'on-black' }]],
    turned: [[{ kind: 'turned', orientation: 6 }]],
    strengthened: [[{ kind: 'strengthened' }]],
    wide: [[{ kind: 'wide' }]],
    dense: [[{ kind: 'dense' }]],
  },
  moreRows: [[{ shown: 10, all: 28_000 }]],
  scored: [[{ right: 96, all: 100 }]],
  rivals: [[[4, 9]]],
};

export const reproduction: SamplesOf<ReproductionPhrases> = {
  kind: [[{ kind: '3', long: true }], [{ kind: '3', long: false }]],
  heading: [[{ name: 'keras-mlp', title: '98.4', place: 1, all: 3 }]],
  between: [['0.03', '0.091']],
  atLeast: [['4.5']],
  atMost: [['4.5']],
  measured: [[{ seeds: 1, quick: true, seconds: 10 }], [{ seeds: 3, quick: false, seconds: 600 }]],
  saved: [[['chart.svg', 'results.json']]],
  tally: [
    [
      [
        { outcome: 'reproduced', count: 1 },
        { outcome: 'outside', count: 2 },
        { outcome: 'not measured', count: 3 },
      ],
    ],
    [[{ outcome: 'reproduced', count: 1 }]],
  ],
  interrupted: [[{ done: 1, all: 3 }]],
  progress: [[{ done: 1, all: 3 }]],
  row: [
    [{ bar: '██░░', left: 75, name: 'keras-mlp', what: '2 of 9' }],
    [{ bar: '██░░', left: null, name: 'keras-mlp', what: '2 of 9' }],
  ],
  ran: [
    [
      {
        name: 'relu-seed-0',
        epochs: 1,
        trainLoss: 0.3,
        trainAccuracy: 0.9,
        validationAccuracy: 0.91,
        testAccuracy: 0.92,
        seconds: 12,
      },
    ],
    [
      {
        name: 'relu-seed-0',
        epochs: 3,
        trainLoss: null,
        trainAccuracy: null,
        validationAccuracy: null,
        testAccuracy: null,
        seconds: 12,
      },
    ],
  ],
  diverged: [['relu-seed-0', 12]],
};

export const plots: SamplesOf<PlotPhrases> = {
  curves: [
    [{ metric: 'loss', x: 'epoch', smooth: 0, part: null, run: 'relu-128' }],
    [{ metric: 'accuracy', x: 'step', smooth: 0.6, part: '4', run: null }],
    [{ metric: 'lr', x: 'seconds', smooth: 0, part: null, run: null }],
    [{ metric: 'gradient-norm', x: 'epoch', smooth: 0, part: null, run: null }],
  ],
  logScale: [['||dL/dW||']],
  gaps: [[{ count: 1, log: false }], [{ count: 12, log: true }]],
  meanOf: [[12]],
  noValues: [['relu']],
  boundary: [[{ samples: 1 }], [{ samples: 100 }]],
  following: [[{ open: 1, all: 2, waiting: [] }], [{ open: 0, all: 2, waiting: ['relu-128'] }]],
  waitingFor: [['relu-128']],
  leftOut: [['relu-128', '7']],
  notLogged: [[{ label: 'relu-128', metric: 'accuracy', x: 'seconds' }]],
};

export const runList: SamplesOf<RunListPhrases> = {
  widerShows: [[['1', '2']]],
  noneYet: [['runs']],
  noneHas: [['activation=selu', ['relu', 'tanh']]],
};

export const data: SamplesOf<DataPhrases> = {
  fetching: [['train-images-idx3-ubyte.gz']],
  row: [
    [{ bar: '██░░', file: 'train-images-idx3-ubyte.gz', received: 9000, total: 9_912_422, left: 3 }],
    [{ bar: '██░░', file: 'train-images-idx3-ubyte.gz', received: 9000, total: 9_912_422, left: null }],
  ],
  file: [
    [{ file: 'train-images-idx3-ubyte.gz', bytes: 9_912_422, from: 'https://example.org/' }],
    [{ file: 'train-images-idx3-ubyte.gz', bytes: 9_912_422, from: null }],
  ],
  trainOnIt: [['data/mnist']],
  describe: [
    [{ name: 'mnist10k', shape: [28, 28], features: 784, classes: 10 }],
    [{ name: 'iris.csv', shape: null, features: 4, classes: 3 }],
  ],
};

export const activationList: SamplesOf<ActivationPhrases> = { interval: [['-1', '1']] };

const numberless: NumberlessFacts = {
  ...{ formula: 'exp(z) / (1 + exp(z))', what: 'function' as const, value: 'NaN', float64: 709.8, float32: 88.72 },
  ...{ part: 'exp(z)', kind: 'overflow' as const, stable: 'sigmoid(z)' },
};

export const formulas: SamplesOf<FormulaPhrases> = {
  numberless: [
    [numberless],
    [{ ...numberless, float64: null, stable: null }],
    [{ ...numberless, what: 'slope', float64: 0, float32: 0, part: '1 / z', kind: 'domain' }],
    [{ ...numberless, float64: -40, float32: -40 }],
  ],
  monotone: [[true], [false]],
  towards: [
    ['0', null],
    [null, '1'],
  ],
};

export const gradientCheck: SamplesOf<GradientCheckPhrases> = {
  hiddenLayers: [[0], [1], [3]],
  verdict: [
    [{ combinations: 120, bound: 1e-6, worst: 1.23e-8, right: true }],
    [{ combinations: 120, bound: 1e-6, worst: 0.5, right: false }],
  ],
};

export const files: SamplesOf<FilePhrases> = { written: [['curves.csv']] };
