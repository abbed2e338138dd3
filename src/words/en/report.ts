import { counted } from '../../util/counted.ts';
import { count } from '../numbers.ts';
import type { ReportPhrases } from '../phrases/report.ts';
import { figures } from './figures.ts';

const { percent, duration } = figures;

/** Pages of results, in English. */
export const report: ReportPhrases = {
  page: {
    contents: 'Contents',
    dark: 'Dark',
    copy: 'Copy',
    copied: 'Copied',
    copyRefused: 'Not allowed here: select it instead',
    chart: 'Chart',
    origin({ version, seconds, folder }) {
      const time = seconds === null ? '' : ` in ${duration(seconds)}`;
      return `Made by gradlens${version === null ? '' : ` ${version}`}${time}.${folder === null ? '' : ` Folder: ${folder}`}`;
    },
  },
  figure: {
    legend: (series) => (series === null ? 'Curves to show or hide' : `Show or hide by ${series}`),
    zoom: 'Zoom',
    zoomHelp: 'Drag to move; hold shift and turn the wheel to zoom',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    all: 'All',
    showAll: 'Show all',
    numbers: 'The numbers as a table',
    rows: ({ shown, all }) => `${shown} of ${count(all)} rows`,
  },
  kinds: { comparison: 'comparison of activations', run: 'one training', chart: 'chart' },
  sections: {
    result: 'Result',
    heldThemBack: 'What held them back',
    heldItBack: 'What held it back',
    layers: 'Inside the layers',
    search: 'The search for learning rates',
    repeat: 'How to repeat it',
  },
  formulas: { caption: 'The functions compared, and their derivatives' },
  captions: {
    comparedLoss:
      'The loss is what training makes small. The sooner a curve falls, the faster its activation learns; one that stays near its start has learned nothing. Where the training loss falls and the test loss rises again, the network learns by heart.',
    comparedAccuracy: (classes) =>
      `The share of samples that are classified rightly. Guessing at random among ${count(classes)} classes of equal size gives ${Number((100 / classes).toPrecision(3))} %.`,
    loss: 'Training has made the loss small where the curve has fallen; where the training loss falls and the test loss rises again, the network learns by heart.',
    accuracy: 'The share of samples that are classified rightly.',
    attenuations:
      'Attenuation: how much of the gradient of the last hidden layer arrives in the first one. At 1 nothing is lost on the way down; at 0.001 the first layer learns a thousand times more slowly than the last.',
    attenuation:
      'Attenuation: how much of the gradient of the last hidden layer arrives in the first one. At 1 nothing is lost on the way down.',
    rates:
      'Too small a rate hardly moves, too large a one diverges; each activation has a valley of its own. Comparing all at one rate would favour the one whose valley happens to lie there.',
    derivatives:
      'Backpropagation multiplies by the derivative, and by the weights, once for each layer. The logistic function gives 0.25 at the most: the product of four such factors is 1/256.',
  },
  layerSets: {
    gradientNorm: {
      title: 'Size of the gradient in each layer',
      caption:
        'Each line is a layer, 1 next to the input. Lines that lie far apart, the first layers lowest, are a vanishing gradient: those layers learn more slowly. Lines that lie together are what one hopes for.',
    },
    heatMap: {
      title: 'The same as a map',
      caption: 'The input is at the bottom, time runs to the right; dark means that little gradient arrives.',
    },
    updateRatio: {
      title: 'How far an update moves the weights',
      caption:
        'Update ratio: length of the change of the weights, divided by the length of the weights. About 0.001 for each update is a good pace; far above, training is unstable, far below, it crawls.',
    },
    activation: {
      title: 'What the layers put out',
      caption:
        'Outputs of each layer on the probe batch, before training and at its end, first run. Piles at the ends of the range are saturated units; a spike at zero is a silent layer.',
    },
    gradient: {
      title: 'The gradients that the layers receive',
      caption:
        'Gradients with respect to the net input z. Mind the axes: each has its own range, and it is the range that shrinks from layer to layer where the gradient vanishes.',
    },
  },
  columns: {
    gradientLeft: 'gradient left',
    startEnd: 'start, end',
    saturatedOffDead: 'saturated, off, dead',
    atTheEnd: 'at the end',
    initialWeights: 'initial weights',
    speed: 'speed',
    runs: 'runs',
    measuredOn: 'measured on',
    settingName: 'setting',
    value: 'value',
    meaning: 'meaning',
    what: 'what',
    here: 'in this case',
  },
  resultCaption: (seeds) =>
    seeds > 1
      ? `Medians of ${seeds} seeds; below, the range, or what the head says`
      : 'One seed each: without a second run nobody can say how much of a difference is chance',
  range: (from, to) => `${from} to ${to}`,
  notReached: 'not reached',
  neverReached: (goals) => `No run reached ${goals.map((goal) => `${Math.round(100 * goal)} %`).join(', ')}.`,
  someRuns: ({ reached, of }) => `${reached} of ${of} runs`,
  glossary: {
    gradientLeft: {
      term: 'Gradient left',
      meaning:
        'how much of the gradient of the last hidden layer arrives in the first one, before training and at its end.',
    },
    saturated: {
      term: 'Saturated',
      meaning: 'share of outputs at a flat end of the activation, as those of sigmoid near 0 and 1.',
    },
    off: { term: 'Off', meaning: 'share of outputs at rest, as those of relu for inputs below zero: that is its way.' },
    dead: { term: 'Dead', meaning: 'share of units that no gradient passes.' },
  },
  dash: 'A dash stands for what was not measured, or not reached by half of the runs.',
  noResult: 'No training came to a result',
  headline([best, ...others]) {
    const tail = others.map(({ name, accuracy }) => `${name} ${percent(accuracy)}`);
    return [`${best.name} ends at ${percent(best.accuracy)} test accuracy`, ...tail].join(', ');
  },
  comparisonLead({ activations, epochs, data, samples, hidden, seeds, lr }) {
    const set = samples === null ? data : `${data}, ${counted(samples, 'training sample')}`;
    const shape = hidden === null ? 'no hidden layer' : `hidden layers ${hidden}`;
    const rates = lr === null ? 'each at the learning rate that suits it best' : `all at a learning rate of ${lr}`;
    return `${activations.join(', ')}: ${counted(epochs, 'epoch')} on ${set}, ${shape}, ${counted(seeds, 'seed')}, ${rates}.`;
  },
  oneSeed: (flag) => `With one seed there are no pairs to compare: add ${flag}.`,
  pairsNote:
    'Runs with the same seed share initial draws and the order of their batches, so they are compared in pairs. p: how often chance alone would make a difference of this size (paired permutation test, two-sided).',
  runHeadline({ activation, epochs, end, accuracy }) {
    const time = counted(epochs, 'epoch');
    if (accuracy === null) return `${activation}, ${time}`;
    const still = { finished: '', interrupted: ', interrupted', 'under-way': ', not finished yet' };
    return `${activation} classifies ${percent(accuracy)} of the test set rightly after ${time}${still[end]}`;
  },
  divergedHeadline: (activation, epoch) => `${activation} diverged in epoch ${epoch}`,
  runLead({ data, samples, hidden, parameters, optimizer, lr, effort }) {
    const shape = hidden === null ? 'no hidden layer' : `hidden layers ${hidden}`;
    const time = effort === null ? '' : `, ${counted(effort.steps, 'step')} in ${duration(effort.seconds)} of training`;
    return `${data}, ${counted(samples, 'training sample')}, ${shape}, ${counted(parameters, 'parameter')}, ${optimizer} at ${lr}${time}.`;
  },
  noEpoch: 'No epoch was finished.',
  scores: 'Loss and accuracy',
  repeatNote: 'With the same data, version and engine it gives the same numbers, to the last bit, times aside.',
  settingsCaption: 'All settings; those in bold differ from their defaults',
  none: 'none',
  yes: 'yes',
  no: 'no',
  groundsCaption: 'Data, engine and versions',
  grounds: {
    data: 'data',
    fingerprint: 'SHA-256 of the data',
    network: 'network',
    engine: 'engine',
    versions: 'versions',
  },
  samples: ({ name, train, validation, test }) =>
    `${name}: ${count(train)} to train, ${count(validation)} to validate, ${count(test)} to test`,
  network: ({ inputs, classes, parameters }) =>
    `${counted(inputs, 'input')}, ${count(classes)} classes, ${counted(parameters, 'parameter')}`,
  engine: ({ name, precision, flavour }) => `${name} (${precision}, ${flavour})`,
  versions: ({ gradlens, node }) => `gradlens ${gradlens}, Node ${node}`,
};
