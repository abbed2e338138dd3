import { counted } from '../../util/counted.ts';
import { count, NONE, significant } from '../numbers.ts';
import type { ComparisonPhrases } from '../phrases/comparison.ts';
import { figures } from './figures.ts';
import { shapeText } from './shape.ts';
import { terms } from './terms.ts';
import { dataText, engineText } from './training.ts';

const { percent, duration, timeLeft } = figures;

/** A comparison at the command line, in English. */
export const comparison: ComparisonPhrases = {
  describe(facts) {
    const { activations, lr, init, seeds, firstSeed, epochs } = facts;
    const rates = lr === null ? `, learning rates searched in runs of ${counted(facts.searchEpochs, 'epoch')}` : '';
    const which = seeds === 1 ? `seed ${firstSeed}` : `seeds ${firstSeed} to ${firstSeed + seeds - 1}, paired`;
    return [
      dataText(facts.data),
      `${shapeText(facts)}, ${facts.head}, ${facts.optimizer}${lr === null ? '' : ` at ${lr}`}, batches of ${facts.batchSize}: ${activations.join(', ')}`,
      `${counted(activations.length * seeds, 'run')} of ${counted(epochs, 'epoch')} (${which})${rates} · ${counted(facts.threads, 'thread')} · ${init === null ? "each activation's own init" : `init ${init}`} · ${engineText(facts.engine)}`,
    ].join('\n');
  },
  row: ({ name, bar, epoch, epochs, loss, trend, testAccuracy }) =>
    `${name}  ${bar}  epoch ${epoch}/${epochs}  loss ${significant(loss)}  ${trend}` +
    (testAccuracy === null ? '' : `  test ${percent(testAccuracy)}`),
  wholeRow: ({ name, bar, left, done }) => `${name}  ${bar}  ${left === null ? '' : `${timeLeft(left)}  `}${done}`,
  whole: 'in all',
  progress: ({ done, runs, searching }) => `${done} of ${runs} runs${searching ? ', searching rates' : ''}`,
  searched({ activation, best, tried, loss, remark }) {
    const odd = {
      'no-difference': ', no rate made a difference',
      'at-edge': ', at the edge of all that may be tried',
    };
    return `${activation}: learning rate ${best}, of ${tried} tried (validation loss ${significant(loss)}${remark === null ? '' : odd[remark]})`;
  },
  ran({ name, epochs, scores, seconds }) {
    const parts = scores.map(
      ({ set, loss, accuracy }) => `${terms.sets[set]} ${significant(loss)} ${percent(accuracy)}`,
    );
    return [`${name}: ${counted(epochs, 'epoch')}`, ...parts, duration(seconds)].join('   ');
  },
  diverged: ({ name, step, lr }) => `${name}: diverged at step ${step}, learning rate ${lr}`,
  leftBehind({ interrupted, left }) {
    const what = interrupted ? 'Interrupted' : 'Given up';
    if (left === null) return `${what}, before anything was whole.`;
    return `${what}: ${left.done} of ${left.runs} runs are whole, in ${left.folder}. Go on: gradlens resume ${left.folder}`;
  },
  complete: (folder) => `${folder} is whole: there is nothing to resume.`,
  noInterval: 'One seed has no 95 % interval: it tells nothing of how runs differ by chance. Give --seeds 3 or more.',
  title: ({ seeds, epochs, activations }) =>
    `${seeds === 1 ? 'One run each' : `Medians of ${seeds} runs each`}, ${counted(epochs, 'epoch')}, ${counted(activations, 'activation')}`,
  rows: {
    range: 'from, to',
    interval: '95 % interval',
    epochsTo: (goal) => `epochs to ${Math.round(100 * goal)} %`,
    areaUnderLoss: 'area under loss',
    gradientAtStart: 'gradient left, at start',
    gradientAtEnd: 'gradient left, at end',
    saturated: 'saturated',
    off: 'off',
    dead: 'dead',
    samplesPerSecond: 'samples/s',
  },
  never: 'never',
  reachedOnly: ({ median, reached, of }) => `${median ?? NONE} (${reached} of ${of})`,
  gradientLeft: 'Gradient left: what of it arrives at the first hidden layer, beside the last one (RMS of dL/dz).',
  ownInits: `Each activation has its own init; the same for all: --fix init=glorot-uniform`,
  heldSame: (names) => `Held the same for all: ${names.join(', ')}.`,
  lossByEpoch: ({ seeds }) => (seeds > 1 ? 'Training loss by epoch, median over seeds' : 'Training loss by epoch'),
  verdicts: 'What the runs show',
  search: {
    title: ({ epochs, seed }) =>
      `Learning rates, by validation loss after ${counted(epochs, 'epoch')} with seed ${seed}`,
    best: 'best',
    curve: 'curve',
    tried: 'rate: loss',
    diverged: 'diverged',
    noDifference: (activation) => `${activation}: no rate made a difference, so the usual one was taken.`,
    atEdge: (activation, best) =>
      `${activation}: ${best} is at the edge of all that was tried; better ones may lie beyond.`,
    tie: (share) =>
      `Losses within ${100 * share} % count as equal; of these the rate nearest to the usual one is taken.`,
  },
  closing({ runs, trials, seconds, threads, busy, folder, report }) {
    const short = trials > 0 ? ` and ${count(trials)} short ones` : '';
    return [
      `${counted(runs, 'run')}${short} in ${duration(seconds)}, ${counted(threads, 'thread')} ${percent(busy)} busy.`,
      `Run folders: ${folder}`,
      `Repeat it: gradlens compare --config ${folder}/compare.json`,
      `Report with charts, to open in a browser: ${report}`,
    ].join('\n');
  },
};
