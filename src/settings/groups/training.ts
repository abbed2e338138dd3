import { optimizerByName, optimizerNames } from '../../nn/optimizers/index.ts';
import { scheduleByName, scheduleNames } from '../../nn/schedules.ts';
import { halvingsOf } from '../intervals.ts';
import { checked, custom, flag, number, oneOf, optional, whole } from '../kinds.ts';
import { monitorNames } from '../monitors.ts';
import { grouped } from '../setting.ts';

const positive = { above: 0 } as const;
const notNegative = { least: 0 } as const;
const share = { least: 0, below: 1 } as const;

/** How it is trained, and for how long. */
export const training = grouped('training', {
  optimizer: checked(
    {
      title: 'optimizer',
      meaning: 'update rule',
      default: 'sgd',
      placeholder: 'name',
      essential: true,
      control: { kind: 'choice', names: optimizerNames, more: 'constants may follow, as in rmsprop:0.9,1e-7' },
    },
    optimizerByName,
  ),
  lr: optional(
    number(
      {
        title: 'learning rate',
        meaning: "learning rate (default: the optimizer's own)",
        default: 0.1,
        placeholder: 'rate',
        essential: true,
        steps: 'logarithmic',
        usual: [1e-5, 10],
      },
      positive,
    ),
  ),
  momentum: number({ title: 'momentum', meaning: 'for momentum and nesterov', default: 0.9, placeholder: 'm' }, share),
  weightDecay: number(
    {
      title: 'weight decay',
      meaning: "the optimizer's own weight decay, on all parameters",
      default: 0,
      placeholder: 'd',
      example: '0.0001',
      steps: 'logarithmic',
      usual: [1e-6, 0.1],
    },
    notNegative,
  ),
  l1: number(
    {
      title: 'L1 penalty',
      meaning: 'penalty on |weights|',
      default: 0,
      placeholder: 'factor',
      example: '0.0001',
      steps: 'logarithmic',
      usual: [1e-6, 0.1],
    },
    notNegative,
  ),
  l2: number(
    {
      title: 'L2 penalty',
      meaning: 'penalty on weights^2 / 2',
      default: 0,
      placeholder: 'factor',
      example: '0.0001',
      steps: 'logarithmic',
      usual: [1e-6, 0.1],
    },
    notNegative,
  ),
  clipNorm: number(
    {
      title: 'longest gradient',
      meaning: 'scale longer gradients down to this norm; 0 for none',
      default: 0,
      placeholder: 'norm',
      example: '1',
      steps: 'logarithmic',
      usual: [0.1, 100],
    },
    notNegative,
  ),
  schedule: checked(
    {
      title: 'schedule',
      meaning: 'of the learning rate',
      default: 'constant',
      placeholder: 'name',
      essential: true,
      control: { kind: 'choice', names: scheduleNames, more: 'numbers may follow, as in step:10,0.1' },
    },
    scheduleByName,
  ),
  epochs: whole(
    {
      title: 'epochs',
      meaning: 'passes over the training set',
      default: 5,
      placeholder: 'n',
      essential: true,
      usual: [1, 100],
    },
    1,
  ),
  batchSize: whole(
    {
      title: 'batch size',
      meaning: 'samples per update',
      default: 32,
      placeholder: 'n',
      essential: true,
      steps: 'logarithmic',
      usual: [1, 1024],
    },
    1,
  ),
  shuffle: flag({
    title: 'shuffle',
    meaning: 'draw the order of samples anew in each epoch',
    meaningOff: 'take samples in file order',
    default: true,
  }),
  dropLast: flag({
    title: 'drop last batch',
    meaning: "leave out an epoch's last, smaller batch",
    default: false,
  }),
  seed: whole({ title: 'seed', meaning: 'of all random draws', default: 0, placeholder: 'n', essential: true }, 0),
  earlyStopping: flag({
    title: 'early stopping',
    meaning: 'stop when nothing improves; keep the best weights',
    default: false,
  }),
  patience: whole(
    {
      title: 'patience',
      meaning: 'epochs without improvement to wait',
      default: 5,
      placeholder: 'epochs',
      usual: [1, 50],
    },
    1,
  ),
  minDelta: number(
    {
      title: 'least improvement',
      meaning: 'smallest change that counts as improvement',
      default: 0,
      placeholder: 'd',
      usual: [0, 0.1],
    },
    notNegative,
  ),
  monitor: optional(
    oneOf(
      {
        title: 'monitor',
        meaning: `what "best" goes by: ${monitorNames.join(', ')}`,
        default: 'val_loss',
        placeholder: 'figure',
      },
      monitorNames,
    ),
  ),
  onDivergence: custom<string>(
    {
      title: 'on divergence',
      meaning:
        'stop, or halve-lr: go back to the last checkpoint with half the rate, 5 times at most (halve-lr:N: N times)',
      default: 'stop',
      placeholder: 'what',
      example: 'halve-lr',
      control: { kind: 'choice', names: ['stop', 'halve-lr'], more: 'or halve-lr:N' },
    },
    'stop, halve-lr, or halve-lr:N with N from 1 to 100',
    (received) => (typeof received === 'string' && halvingsOf(received) !== undefined ? received : undefined),
  ),
});
