import { counted } from '../../util/counted.ts';
import { count, significant } from '../numbers.ts';
import type { DataFacts, EndFacts, EngineFacts, PostMortemFacts, TrainingPhrases } from '../phrases/training.ts';
import type { Spelling } from '../spelling.ts';
import { figures } from './figures.ts';
import { either } from './list.ts';
import { scaleText } from './reading.ts';
import { shapeText } from './shape.ts';
import { terms } from './terms.ts';

const { percent, duration, rate, timeLeft } = figures;

/** A training at the command line, in English. */
export const training = ({ settings }: Spelling): TrainingPhrases => ({
  describe: ({ activations, head, optimizer, lr, batchSize, parameters, data, engine, ...shape }) =>
    `${dataText(data)}\n` +
    `${shapeText(shape, activations)}, ${head}, ${optimizer} at ${lr}, batches of ${batchSize}` +
    ` · ${count(parameters)} parameters · ${engineText(engine)}`,
  slowEngine: (reason) => `The wasm engine cannot run here: ${reason}. Taking the slow reference.`,
  slowed: ({ part, name }) =>
    `The wasm engine has no routine for the ${part} ${name}: ${
      part === 'optimizer' ? 'it goes step by step, on one thread.' : 'its JavaScript runs, on one thread.'
    }`,
  tensorboard: (command) => `TensorBoard: ${command}`,
  tensorboardEnded: ({ folder, reason }) =>
    `The TensorBoard log in ${folder} ends here: ${reason}. The training goes on without it.`,
  row: ({ bar, epoch, epochs, loss, left }) =>
    `${bar} epoch ${epoch}/${epochs}  loss ${significant(loss)}${left === null ? '' : `  ${timeLeft(left)}`}`,
  epochLine({ epoch, epochs, scores, samplesPerSecond }) {
    const parts = scores.map(
      ({ set, loss, accuracy }) =>
        `${set === 'validation' ? 'val' : terms.sets[set]} ${significant(loss)} ${percent(accuracy)}`,
    );
    const place = `${String(epoch).padStart(String(epochs).length)}/${epochs}`;
    return `epoch ${place}   ${parts.join('   ')}   ${rate(samplesPerSecond)}`;
  },
  halved: ({ loss, step, backTo, learningRate }) =>
    `${Number.isFinite(loss) ? `Collapsed, with a loss of ${significant(loss)}` : `The loss became ${loss}`} at step ${step}: back to step ${backTo}, with a learning rate of ${learningRate}`,
  lossByEpoch: 'Loss by epoch',
  runningMean: 'train (running mean of the epoch)',
  atBestEpoch: (epoch, monitor) => `test at the best epoch, ${epoch} by ${monitor}`,
  milestones(reached) {
    const texts = reached.map(
      ({ goal, epoch }) => `${100 * goal} % ${epoch === null ? 'not reached' : `in epoch ${epoch}`}`,
    );
    return `Test accuracy: ${texts.join(' · ')}`;
  },
  halvings: ({ times, step, backTo, learningRate }) =>
    `${times === 1 ? 'Diverged or collapsed once' : `Diverged or collapsed ${times} times`}, last at step ${step}: went back to step ${backTo}, with a learning rate of ${learningRate}.`,
  finished: (end) => `Trained for ${counted(end.epochs, 'epoch')}: ${pace(end)}.`,
  earlyStopped: ({ best, ...end }) =>
    `Stopped early after ${counted(end.epochs, 'epoch')}, with the weights of epoch ${best ?? '-'}: ${pace(end)}.`,
  interrupted: ({ run, ...end }) =>
    `Interrupted after ${counted(end.epochs, 'whole epoch')}: ${pace(end)}. The weights of the last step are saved.\nGo on: gradlens resume ${run}`,
  postMortem: (facts) =>
    `Diverged: the loss became ${facts.loss} at step ${facts.step} (epoch ${facts.epoch}).\n` +
    `${lostIn(facts)} Last finite loss: ${significant(facts.lastFiniteLoss)}.\n` +
    `The learning rate was ${facts.lr}; try ${either([settings({ lr: facts.suggestedLearningRate }), settings({ clipNorm: 1 })])}.`,
  runFolder: (run) => `Run folder: ${run}`,
  boundaryFile: (file) => `The same as a picture: ${file}`,
  lookCloser: (run) => `Look closer: gradlens evaluate ${run}`,
  goesOn: ({ run, step, epoch, begun }) =>
    `${run} goes on after step ${step}, ${begun ? 'within' : 'at the beginning of'} epoch ${epoch}.`,
  beginsAgain: (run) => `${run} begins again.`,
  done: ({ run, early, further }) =>
    `${run} is ${early ? 'stopped early, as it was to' : 'finished'}: there is nothing to resume.${further ? ' Train it further with --epochs.' : ''}`,
});

/** 'mnist10k: 8,000 to train, 2,000 to test · pixels / 255 (auto: images in bytes)' */
export function dataText({ name, train, validation, test, scale }: DataFacts): string {
  const held = validation === null ? '' : `, ${count(validation)} to validate`;
  return `${name}: ${count(train)} to train${held}, ${count(test)} to test · ${scaleText(scale)}`;
}

/** 'wasm engine (float32, relaxed-simd, 2 threads)' */
export function engineText({ name, precision, flavour, threads }: EngineFacts): string {
  const workers = threads === null ? '' : `, ${counted(threads, 'thread')}`;
  return `${name} engine (${precision}, ${flavour}${workers})`;
}

const pace = ({ steps, seconds, samplesPerSecond }: EndFacts): string =>
  `${count(steps)} steps in ${duration(seconds)} of training, ${rate(samplesPerSecond)}`;

const lostIn = ({ what, layer }: PostMortemFacts): string =>
  what === 'loss'
    ? 'All weights and outputs were still finite; the loss itself was not.'
    : `First lost in layer ${layer}: its ${what} are no longer finite.`;
