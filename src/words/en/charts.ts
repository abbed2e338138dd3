import { counted } from '../../util/counted.ts';
import { count, significant } from '../numbers.ts';
import type { ChartPhrases } from '../phrases/charts.ts';
import { figures } from './figures.ts';
import { terms } from './terms.ts';

const layerTitles = {
  gradientNorm: 'Size of the gradient in each layer',
  updateRatio: 'Size of an update beside the weights',
  activationStd: 'Spread of the outputs of each layer',
  saturated: 'Saturated outputs: at a flat end of the activation',
  off: 'Outputs that are off: at rest, as relu below zero',
  dead: 'Units that no gradient passes',
} as const;

const histogramTitles = { activation: 'Outputs of each layer', gradient: 'Gradients of each layer' } as const;
const histogramUnits = { activation: 'output a = f(z)', gradient: 'gradient dL/dz' } as const;
const panels = { f: 'f(z)', df: "f'(z), what backpropagation multiplies by" } as const;
const learningTitles = { loss: 'Loss', accuracy: 'Accuracy' } as const;

const when = (step: number) => (step === 0 ? 'before training' : `after ${counted(step, 'step')}`);

/** Titles, axes, legends and notes of charts, in English. */
export const charts: ChartPhrases = {
  nothing: 'No value to draw',
  columns: {
    activation: 'activation',
    measuredOn: 'measured on',
    epoch: 'epoch',
    step: 'step',
    seconds: 'seconds',
    median: 'median',
    value: 'value',
    least: 'least',
    greatest: 'greatest',
    runs: 'runs',
    layer: 'layer',
    curve: 'curve',
    smoothed: 'smoothed',
    logged: 'logged',
    learningRate: 'learning rate',
    validationLoss: 'validation loss',
    validationAccuracy: 'validation accuracy',
    stage: 'stage',
    outcome: 'outcome',
    when: 'when',
    from: 'from',
    to: 'to',
    shareOfValues: 'share of values',
    gradientNorm: 'gradient norm',
    leftInFirst: 'left in the first layer',
    perLayer: 'from layer to layer',
    series: 'series',
    figures: 'figures',
  },
  sets: terms.sets,
  outputLayer: (layer) => `${layer} (output)`,
  scales: {
    linear: 'linear',
    log: 'logarithmic',
    whole: '0 to 100 %',
    closeUp: 'close-up',
    of: 'Scale',
    ofLoss: 'Loss',
    ofAccuracy: 'Accuracy',
  },
  across: 'Across',
  axes: { epoch: 'epoch', step: 'step (updates of the weights)', seconds: 'seconds of training' },
  axisChoices: { epoch: 'epochs', step: 'steps', seconds: 'seconds' },
  bands: ({ seeds, set }) =>
    `Lines are medians, bands${set === null ? '' : ` (${terms.sets[set]})`} run from the least to the greatest of ${seeds} seeds.`,
  medians: (seeds) => `Medians of ${seeds} seeds.`,
  diverged(groups) {
    const told = groups.map(({ name, count, of }) => (of === null ? name : `${name} (${count} of ${of} runs)`));
    return `Diverged, curve ends at the cross or before the first epoch: ${told.join(', ')}.`;
  },
  leftOut({ count: n, log }) {
    const what = log ? 'zero or not finite' : 'not finite';
    return n === 1
      ? `One value that is ${what} is left out and leaves a gap.`
      : `${count(n)} values that are ${what} are left out and leave gaps.`;
  },
  smoothed: (weight) => `Smoothed: exponential moving average, weight ${weight}.`,
  learning: {
    title: ({ metric, x }) => `${learningTitles[metric]} by ${x}`,
    description({ metric, x, sets, names }) {
      const measured = sets.map((set) => terms.sets[set]).join(', ');
      const on = sets.length > 1 ? `: ${measured}` : sets.length === 1 ? ` (${measured})` : '';
      return `${learningTitles[metric]} by ${x}${on}, of ${names.join(', ')}.`;
    },
    yTitles: { loss: 'loss, mean per sample', accuracy: 'accuracy' },
    guessing: ({ metric, classes, value }) =>
      `guessing among ${count(classes)} classes: ${metric === 'accuracy' ? figures.wholePercent(value) : significant(value)}`,
  },
  attenuation: {
    title: 'How much of the gradient is left in the first layer',
    description: (names) => `Attenuation of the gradient by epoch, of ${names.join(', ')}.`,
    y: 'first hidden layer / last hidden layer',
    rule: '1: nothing is lost',
  },
  layers: {
    titles: layerTitles,
    units: {
      gradientNorm: 'gradient norm ||dL/dW||',
      updateRatio: 'update ratio: change of W / size of W',
      activationStd: 'standard deviation of a = f(z)',
      saturated: 'share of values',
      off: 'share of values',
      dead: 'share of units',
    },
    goodPace: 'about 0.001 is a good pace',
    title: (figure, activation) => `${layerTitles[figure]}: ${activation}`,
    description: ({ figure, layers, activation }) =>
      `${layerTitles[figure]} by epoch, ${counted(layers, 'layer')}, ${activation}.`,
  },
  heatMap: {
    title: (activation) => `Gradient by layer and time: ${activation}`,
    description: ({ activation, byEpoch }) =>
      `Heat map of the gradient norm by layer and ${byEpoch ? 'epoch' : 'step'}, ${activation}.`,
    y: 'layer (1 is next to the input)',
    colour: 'gradient norm ||dL/dW||',
  },
  histograms: {
    units: histogramUnits,
    logits: 'logit z of the output layer',
    title: (of, activation) => `${histogramTitles[of]}: ${activation}`,
    note: (of) =>
      of === 'gradient'
        ? `Of ${histogramUnits[of]}. Each layer has its own height and its own range; the input side is at the bottom.`
        : `Of ${histogramUnits[of]}. Each layer has its own height; the input side is at the bottom.`,
    someLayers: ({ shown, all }) => `${shown} of ${all} layers, from the first to the last.`,
    empty: (n) => `${n} without a finite value ${n === 1 ? 'is' : 'are'} left empty.`,
    description: ({ of, steps }) =>
      `Histograms of ${histogramUnits[of]} for each layer, ${steps.map(when).join(' and ')}.`,
    when,
    layer: (layer) => `layer ${layer}`,
  },
  rates: {
    title: 'Which learning rate suits each activation',
    note: ({ epochs }) =>
      `Validation loss after ${counted(epochs, 'epoch')}; the test set is not looked at. A ring marks the best.`,
    diverged: (n) => `Crosses at the top: ${counted(n, 'short run')} that diverged.`,
    description: (searches) =>
      `Validation loss by learning rate, of ${searches.map(({ name, best }) => `${name} (best ${best})`).join(', ')}.`,
    stages: { grid: 'grid', extension: 'extension', refinement: 'refinement' },
    outcomes: { best: 'best', diverged: 'diverged' },
  },
  functions: {
    title: 'Activation functions and their derivatives',
    panels,
    byRow: (names) => `Left out, since it acts on whole rows: ${names.join(', ')}.`,
    description: ({ panels: shown, names, from, to }) =>
      `Plot of ${shown.map((one) => panels[one]).join(' and of ')} of ${names.join(', ')}, z from ${from} to ${to}.`,
  },
  reproduction: {
    measured: 'measured',
    published: 'published',
    note: 'Dashed lines and hollow marks: the published figures.',
    description: ({ title, x, y, names }) => `${title}: ${y} by ${x}, of ${names.join(', ')}.`,
  },
  logged: ({ title, names }) => `${title}: ${names.join(', ')}.`,
};
