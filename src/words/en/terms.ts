import type { TermPhrases } from '../phrases/terms.ts';

/** Names of things, in English. */
export const terms: TermPhrases = {
  activation: 'activation',
  learningRate: 'learning rate',
  init: 'init',
  epoch: 'epoch',
  loss: 'loss',
  accuracy: 'accuracy',
  testAccuracy: 'test accuracy',
  testLoss: 'test loss',
  samples: 'samples',
  status: 'status',
  sets: { train: 'train', validation: 'validation', test: 'test' },
  statuses: {
    finished: 'finished',
    'early-stopped': 'early-stopped',
    interrupted: 'interrupted',
    diverged: 'diverged',
    running: 'running',
    killed: 'killed',
  },
};
