import { activationByName } from '../activations/index.ts';
import { isModulePath } from '../activations/load.ts';
import { holdOutNames } from '../dataset/divide.ts';
import { parseScale, scaleNames } from '../dataset/scale.ts';
import { engineNames } from '../kernels/index.ts';
import { headNames } from '../nn/heads/index.ts';
import { initializerByName } from '../nn/initializers.ts';
import { optimizerByName } from '../nn/optimizers/index.ts';
import { scheduleByName } from '../nn/schedules.ts';
import { monitorNames } from '../training/early-stopping.ts';
import { nearest, UserError } from '../util/user-error.ts';
import { checked, flag, number, oneOf, optional, type Setting, setting, toNumber, whole } from './setting.ts';
import { halvingsOf, intervalOf, parseHidden } from './setting-texts.ts';

const positive = (value: number) => value > 0;
const notNegative = (value: number) => value >= 0;
const share = (value: number) => value >= 0 && value < 1;

/**
 * Every setting of a training, in the order of help texts and config files. Flags, defaults, config files and the saved
 * config.json are all read from this one table.
 */
export const settingsTable = {
  data: checked(
    {
      flag: '--data <source>',
      help: 'mnist10k (embedded), a folder with the four IDX files, or a CSV file',
      default: 'mnist10k',
    },
    () => undefined,
  ),
  labelColumn: oneOf(
    { flag: '--label-column <place>', help: 'where a CSV file has its labels: auto, first, last', default: 'auto' },
    ['auto', 'first', 'last'],
  ),
  trainSize: optional(whole({ flag: '--train-size <n>', help: 'use the first n training samples', default: 1000 }, 1)),
  validation: number(
    {
      flag: '--validation <n>',
      help: 'hold out n training samples, or that fraction',
      default: 0,
      example: '0.1',
    },
    'a whole number of samples, or a fraction below 1',
    (value) => value >= 0 && (value < 1 || Number.isSafeInteger(value)),
  ),
  holdOut: oneOf(
    {
      flag: '--hold-out <which>',
      help: 'what --validation takes: the last training samples, or random ones',
      default: 'last',
    },
    holdOutNames,
  ),
  scale: checked(
    {
      flag: '--scale <how>',
      help: `how pixels become inputs: ${scaleNames.join(', ')}, standardize:MEAN,DEVIATION`,
      default: 'auto',
    },
    parseScale,
  ),
  hidden: setting(
    {
      flag: '--hidden <sizes>',
      help: 'units of the hidden layers: 128,64 or 5x100 or none',
      default: [128],
      example: '128,64',
    },
    "sizes of at least 1 such as 128,64, a depth and a size such as 5x100, or 'none'",
    parseHidden,
  ),
  activation: checked(
    {
      flag: '--activation <name>',
      help: 'of the hidden layers: a name from `gradlens activations`, or ./module.mjs',
      default: 'relu',
    },
    // A module is looked at when it is loaded.
    (text) => isModulePath(text) || activationByName(text),
  ),
  head: oneOf(
    {
      flag: '--head <name>',
      help: `output activation and loss: ${headNames.join(', ')}`,
      default: 'softmax-cross-entropy',
    },
    headNames,
  ),
  init: checked(
    { flag: '--init <name>', help: "how weights are drawn; auto takes the activation's own", default: 'auto' },
    (text) => text === 'auto' || initializerByName(text),
  ),
  from: optional(
    checked(
      {
        flag: '--from <model>',
        help: 'begin with the weights of a run folder, or of a .onnx or .safetensors file',
        default: 'runs/relu-128',
      },
      () => undefined,
    ),
  ),
  initBias: optional(
    number(
      { flag: '--init-bias <b>', help: "what hidden biases start at (default: the initializer's own)", default: -10 },
      'a finite number',
      Number.isFinite,
    ),
  ),
  dropout: number(
    { flag: '--dropout <rate>', help: 'share of hidden units dropped in training', default: 0, example: '0.2' },
    'at least 0 and below 1',
    share,
  ),
  optimizer: checked(
    {
      flag: '--optimizer <name>',
      help: 'update rule; its constants may follow, as in rmsprop:0.9,1e-7',
      default: 'sgd',
    },
    optimizerByName,
  ),
  lr: optional(
    number(
      { flag: '--lr <rate>', help: "learning rate (default: the optimizer's own)", default: 0.1 },
      'a positive number',
      positive,
    ),
  ),
  momentum: number(
    { flag: '--momentum <m>', help: 'for momentum and nesterov', default: 0.9 },
    'at least 0 and below 1',
    share,
  ),
  weightDecay: number(
    {
      flag: '--weight-decay <d>',
      help: "the optimizer's own weight decay, on all parameters",
      default: 0,
      example: '0.0001',
    },
    'not negative',
    notNegative,
  ),
  l1: number(
    { flag: '--l1 <factor>', help: 'penalty on |weights|', default: 0, example: '0.0001' },
    'not negative',
    notNegative,
  ),
  l2: number(
    { flag: '--l2 <factor>', help: 'penalty on weights^2 / 2', default: 0, example: '0.0001' },
    'not negative',
    notNegative,
  ),
  clipNorm: number(
    {
      flag: '--clip-norm <norm>',
      help: 'scale longer gradients down to this norm; 0 for none',
      default: 0,
      example: '1',
    },
    'not negative',
    notNegative,
  ),
  schedule: checked(
    {
      flag: '--schedule <name>',
      help: 'of the learning rate: constant, cosine, step:10,0.1, ...',
      default: 'constant',
    },
    scheduleByName,
  ),
  epochs: whole({ flag: '--epochs <n>', help: 'passes over the training set', default: 5 }, 1),
  batchSize: whole({ flag: '--batch-size <n>', help: 'samples per update', default: 32 }, 1),
  shuffle: flag({ flag: '--no-shuffle', help: 'take samples in file order', default: true }),
  dropLast: flag({ flag: '--drop-last', help: "leave out an epoch's last, smaller batch", default: false }),
  seed: whole({ flag: '--seed <n>', help: 'of all random draws', default: 0 }, 0),
  earlyStopping: flag({
    flag: '--early-stopping',
    help: 'stop when nothing improves; keep the best weights',
    default: false,
  }),
  patience: whole({ flag: '--patience <epochs>', help: 'epochs without improvement to wait', default: 5 }, 1),
  minDelta: number(
    { flag: '--min-delta <d>', help: 'smallest change that counts as improvement', default: 0 },
    'not negative',
    notNegative,
  ),
  monitor: optional(
    oneOf(
      { flag: '--monitor <figure>', help: `what "best" goes by: ${monitorNames.join(', ')}`, default: 'val_loss' },
      monitorNames,
    ),
  ),
  engine: oneOf(
    { flag: '--engine <name>', help: `what computes: ${engineNames.join(', ')}`, default: 'auto' },
    engineNames,
  ),
  threads: setting<number | 'auto'>(
    {
      flag: '--threads <n>',
      help: 'threads of the wasm engine; auto takes as many as have work. Results do not depend on them',
      default: 'auto',
      example: '2',
    },
    'a whole number from 1 to 64, or auto',
    (received) => {
      if (received === 'auto') return received;
      const value = toNumber(received);
      return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 64 ? value : undefined;
    },
  ),
  probeEvery: setting(
    {
      flag: '--probe-every <steps>',
      help: 'steps between looks into the layers (layers.jsonl); 0 or none: at step 0 and after each epoch only',
      default: 0,
      example: '100',
    },
    'a whole number of steps, or none',
    (received) => {
      const value = received === 'none' || received === null ? 0 : toNumber(received);
      return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
    },
  ),
  checkpointEvery: setting<string>(
    {
      flag: '--checkpoint-every <n>',
      help: 'steps, or seconds as in 30s, between checkpoints within an epoch; none: at the end of each epoch only',
      default: '30s',
      example: '500',
    },
    'a whole number of steps, seconds as in 30s, or none',
    (received) => {
      const text = received === null ? 'none' : String(received);
      return text === 'none' || intervalOf(text) ? text : undefined;
    },
  ),
  onDivergence: setting<string>(
    {
      flag: '--on-divergence <what>',
      help: 'stop, or halve-lr: go back to the last checkpoint with half the rate, 5 times at most (halve-lr:N: N times)',
      default: 'stop',
      example: 'halve-lr',
    },
    'stop, halve-lr, or halve-lr:N with N from 1 to 100',
    (received) => (typeof received === 'string' && halvingsOf(received) !== undefined ? received : undefined),
  ),
  logEvery: whole({ flag: '--log-every <steps>', help: 'steps between lines of steps.jsonl', default: 10 }, 1),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof settingsTable;

/** The settings of one training, complete and valid. */
export type Settings = Omit<{ [K in SettingName]: ReturnType<(typeof settingsTable)[K]['parse']> }, 'lr'> & {
  lr: number;
};

export const settingNames = Object.keys(settingsTable) as SettingName[];

/** A source of settings: the command line, a config file. */
export interface SettingsSource {
  /** `lr` as its author would write it: `--lr`, or `lr in my.json`. */
  label(name: string): string;
  values: Record<string, unknown>;
}

/**
 * Complete settings: defaults, overruled by each source in turn.
 * @throws UserError for an unknown key or a value that is refused
 */
export function resolveSettings(...sources: readonly SettingsSource[]): Settings {
  const settings: Record<string, unknown> = {};
  for (const name of settingNames) settings[name] = settingsTable[name].default;
  for (const { label, values } of sources) {
    for (const [key, received] of Object.entries(values)) {
      if (received === undefined) continue;
      if (!Object.hasOwn(settingsTable, key)) throw unknownSetting(label(key), key);
      settings[key] = settingsTable[key as SettingName].parse(received, label(key));
    }
  }
  settings.lr ??= optimizerByName(String(settings.optimizer)).defaultLearningRate;
  return settings as Settings;
}

function unknownSetting(label: string, key: string): UserError {
  const near = nearest(key, settingNames);
  return new UserError({
    rule: `${label} is no setting`,
    fix: near ? `did you mean ${near}?` : `the settings are ${settingNames.join(', ')}`,
  });
}
