import type { TrainingPhrases } from '../../../src/words/phrases/training.ts';
import type { SamplesOf } from './samples-of.ts';

const scale = {
  kind: '255',
  figures: null,
  asked: false,
  values: 'byte-pixels',
  shades: [0, 255],
  unit: 1,
} as const;
export const data = { name: 'mnist10k', train: 8000, validation: null, test: 2000, scale };
export const engine = { name: 'wasm', precision: 'float32', flavour: 'relaxed-simd', threads: 2 };
const end = { epochs: 3, steps: 1234, seconds: 75.2, samplesPerSecond: 12_345.6 };
const lost = {
  step: 12,
  epoch: 1,
  loss: Number.POSITIVE_INFINITY,
  lastFiniteLoss: 4.2,
  lr: 3,
  suggestedLearningRate: 0.3,
};

export const training: SamplesOf<TrainingPhrases> = {
  describe: [
    [
      {
        sizes: [784, 128, 10],
        activations: ['relu'],
        norm: 'none',
        residual: [],
        head: 'softmax-cross-entropy',
        optimizer: 'sgd',
        lr: 0.1,
        batchSize: 32,
        parameters: 101_770,
        data,
        engine,
      },
    ],
    [
      {
        sizes: [784, 64, 64, 64, 10],
        activations: ['tanh', 'relu'],
        norm: 'batch',
        residual: [2, 3],
        head: 'softmax-cross-entropy',
        optimizer: 'sgd',
        lr: 0.1,
        batchSize: 32,
        parameters: 101_770,
        data,
        engine,
      },
    ],
    [
      {
        sizes: [784, 10],
        activations: [],
        norm: 'none',
        residual: [],
        head: 'sigmoid-mse',
        optimizer: 'adam',
        lr: 0.001,
        batchSize: 1,
        parameters: 7850,
        data: { ...data, validation: 800 },
        engine: { ...engine, name: 'reference', threads: null },
      },
    ],
  ],
  slowEngine: [['out of memory']],
  slowed: [
    [{ part: 'activation', name: 'my-act' }],
    [{ part: 'head', name: 'identity-log-cosh' }],
    [{ part: 'optimizer', name: 'sign-sgd' }],
  ],
  tensorboard: [['tensorboard --logdir runs']],
  tensorboardEnded: [[{ folder: 'runs/relu-128/tensorboard', reason: 'no space left on device (ENOSPC)' }]],
  row: [
    [{ bar: '██░░', epoch: 2, epochs: 9, loss: 0.1234, left: 75 }],
    [{ bar: '██░░', epoch: 1, epochs: 9, loss: 2.3, left: null }],
  ],
  epochLine: [
    [
      {
        epoch: 2,
        epochs: 10,
        scores: [
          { set: 'train', loss: 0.31, accuracy: 0.9 },
          { set: 'validation', loss: 0.3, accuracy: 0.91 },
          { set: 'test', loss: 0.33, accuracy: 0.89 },
        ],
        samplesPerSecond: 54_321,
      },
    ],
  ],
  // The loss is NaN in fact; an infinity, so that a NaN by mistake is seen.
  halved: [
    [{ loss: Number.POSITIVE_INFINITY, step: 40, backTo: 30, learningRate: 1.5 }],
    [{ loss: 2.3142, step: 250, backTo: 0, learningRate: 1.5 }],
  ],
  atBestEpoch: [[4, 'val_loss']],
  milestones: [
    [
      [
        { goal: 0.9, epoch: 1 },
        { goal: 0.95, epoch: null },
      ],
    ],
  ],
  halvings: [
    [{ times: 1, step: 40, backTo: 30, learningRate: 1.5 }],
    [{ times: 3, step: 40, backTo: 30, learningRate: 0.375 }],
  ],
  finished: [[end], [{ ...end, epochs: 1 }]],
  earlyStopped: [[{ ...end, best: 2 }], [{ ...end, best: null }]],
  interrupted: [[{ ...end, run: 'runs/relu-128' }], [{ ...end, epochs: 0, run: 'runs/relu-128' }]],
  postMortem: [
    [{ ...lost, what: 'weights', layer: 2 }],
    [{ ...lost, what: 'net inputs', layer: 1 }],
    [{ ...lost, what: 'outputs', layer: 1, lastFiniteLoss: null }],
    [{ ...lost, what: 'loss', layer: 3 }],
  ],
  runFolder: [['runs/relu-128']],
  boundaryFile: [['runs/relu-16/boundary.svg']],
  lookCloser: [['runs/relu-128']],
  goesOn: [
    [{ run: 'runs/relu-128', step: 100, epoch: 1, begun: true }],
    [{ run: 'runs/tanh-5x100', step: 250, epoch: 2, begun: false }],
  ],
  beginsAgain: [['runs/relu-128']],
  done: [
    [{ run: 'runs/relu-128', early: false, further: true }],
    [{ run: 'runs/relu-128', early: true, further: false }],
  ],
};
