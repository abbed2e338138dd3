import { count } from '../numbers.ts';
import type {
  ActivationPhrases,
  DataPhrases,
  FilePhrases,
  GradientCheckPhrases,
  RunListPhrases,
} from '../phrases/lists.ts';
import { figures } from './figures.ts';

const { timeLeft } = figures;

/** `gradlens runs`, in English. */
export const runList: RunListPhrases = {
  columns: {
    run: 'run',
    activation: 'activation',
    hidden: 'hidden',
    optimizer: 'optimizer',
    lr: 'lr',
    epochs: 'epochs',
    accuracy: 'accuracy',
    loss: 'loss',
    time: 'time',
    status: 'status',
    begun: 'begun',
  },
  widerShows: (columns) => `A wider window also shows ${columns.join(', ')}.`,
  killed: 'killed: `gradlens resume` goes on with it.',
  broken: 'No runs, though they look like some:',
  noneYet: (folder) => `No runs in ${folder} yet: \`gradlens train\` makes one.`,
  noneHas: (condition, there) => `No run has ${condition}; there are ${there.join(', ')}.`,
  noneFulfilsAll: 'No run fulfils all conditions.',
};

/** `gradlens data`, in English. */
export const data: DataPhrases = {
  fetching: (file) => `fetching ${file}`,
  row: ({ bar, file, received, total, left }) =>
    `${bar} ${file}  ${count(received)}/${count(total)} bytes${left === null ? '' : `  ${timeLeft(left)}`}`,
  interrupted: 'Interrupted; the same command goes on from here.',
  file: ({ file, bytes, from }) =>
    `${file}  ${count(bytes)} bytes  ${from === null ? 'was there already' : `from ${from}`}`,
  trainOnIt: (folder) => `Train on it: gradlens train --data ${folder}`,
  describe: ({ name, shape, features, classes }) =>
    `${name}: ${shape ? `images of ${shape.join(' x ')}` : `rows of ${features} values`}, ${classes} classes`,
  columns: {
    samples: 'samples',
    perClass: 'per class',
    notZero: 'not zero',
    mean: 'mean',
    deviation: 'deviation',
  },
};

/** `gradlens activations`, in English. */
export const activationList: ActivationPhrases = {
  name: 'name',
  range: 'range',
  interval: (from, to) => `${from} to ${to}`,
  byRow: 'by row',
  note: `f'(z) is what backpropagation multiplies by: where it is near 0, the unit is flat and learns slowly.
Choose one with \`gradlens train --activation NAME\`, or write your own: --activation ./mine.mjs
Aliases, initializers, sources and more values: gradlens activations --json`,
};

/** `gradlens gradcheck`, in English. */
export const gradientCheck: GradientCheckPhrases = {
  largestError: 'largest relative error',
  hiddenLayers: (n) => `${n} hidden`,
  residual: 'residual',
  norms: 'norms',
  wrong: 'WRONG',
  verdict: ({ combinations, bound, worst, right }) =>
    `${combinations} combinations of activation, head and kind of network: ${right ? 'all at most' : 'some exceed'} ${bound}; the worst is ${worst.toExponential(2)}.`,
};

/** Files that a command writes, in English. */
export const files: FilePhrases = {
  written: (file) => `Written: ${file}`,
  noFont: 'No font here has Hangul: PNG files are in English.',
};
