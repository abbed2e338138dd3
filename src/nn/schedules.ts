import { message, setting } from '../util/message.ts';
import { byName, parseCall } from '../util/registry.ts';
import { UserError } from '../util/user-error.ts';

/** How the learning rate changes over a training: a factor on the base rate. */
export interface Schedule {
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  /**
   * The factor at `epoch` (0 at the start, fractional inside an epoch) of a training of `epochs`.
   */
  factor(epoch: number, epochs: number): number;
}

interface ScheduleKind extends Omit<Schedule, 'factor'> {
  /** The numbers it takes, in order, with their defaults. */
  readonly parameters: readonly { readonly name: string; readonly initial: number | 'epochs' }[];
  factor(epoch: number, epochs: number, parameters: readonly number[]): number;
}

const cosine = (from: number, to: number, share: number) => to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;

const registry = [
  {
    name: 'constant',
    formula: '1',
    source: 'Robbins & Monro (1951)',
    parameters: [],
    factor: () => 1,
  },
  {
    name: 'step',
    formula: 'gamma^floor(epoch / every)',
    source: 'torch.optim.lr_scheduler.StepLR',
    parameters: [
      { name: 'every', initial: 10 },
      { name: 'gamma', initial: 0.1 },
    ],
    factor: (epoch, _epochs, [every, gamma]) => gamma ** Math.floor(epoch / every),
  },
  {
    name: 'exponential',
    formula: 'gamma^floor(epoch)',
    source: 'torch.optim.lr_scheduler.ExponentialLR',
    parameters: [{ name: 'gamma', initial: 0.9 }],
    factor: (epoch, _epochs, [gamma]) => gamma ** Math.floor(epoch),
  },
  {
    name: 'cosine',
    formula: '(1 + cos(pi epoch / over)) / 2',
    source: 'Loshchilov & Hutter, SGDR (2017)',
    parameters: [{ name: 'over', initial: 'epochs' }],
    factor: (epoch, _epochs, [over]) => cosine(1, 0, Math.min(epoch / over, 1)),
  },
  {
    name: 'warmup',
    formula: 'from + (1 - from) min(1, epoch / over)',
    source: 'Goyal et al., Accurate, Large Minibatch SGD (2017)',
    parameters: [
      { name: 'over', initial: 5 },
      { name: 'from', initial: 0.1 },
    ],
    factor: (epoch, _epochs, [over, from]) => from + (1 - from) * Math.min(1, epoch / over),
  },
  {
    name: 'one-cycle',
    formula: 'cosine from 1/25 up to 1 over the first 30 %, then down to 1/250000',
    source: 'Smith & Topin, Super-Convergence (2019); torch.optim.lr_scheduler.OneCycleLR',
    parameters: [{ name: 'rise', initial: 0.3 }],
    factor(epoch, epochs, [rise]) {
      const share = Math.min(epoch / epochs, 1);
      return share < rise ? cosine(1 / 25, 1, share / rise) : cosine(1, 1 / 250_000, (share - rise) / (1 - rise));
    },
  },
] as const satisfies readonly ScheduleKind[];

/** Names of the schedules; numbers may follow, as in `step:5,0.5`. */
export const scheduleNames: readonly string[] = registry.map(({ name }) => name);

/**
 * The schedule of that name with its numbers, e.g. `cosine`, `step:5,0.5`, `warmup:5,0.1`.
 * @throws UserError for an unknown name, too many numbers, or numbers that are not positive
 */
export function scheduleByName(text: string): Schedule {
  const { name, args } = parseCall(setting('schedule'), text);
  const kind: ScheduleKind = byName<ScheduleKind>(setting('schedule'), registry, name);
  const takes = kind.parameters.map((parameter) => parameter.name).join(', ') || 'no numbers';
  if (args.length > kind.parameters.length || args.some((arg) => arg <= 0)) {
    throw new UserError({
      rule: message`${setting('schedule', kind.name)} takes ${takes}, each above 0`,
      received: text,
    });
  }
  return {
    ...kind,
    factor(epoch, epochs) {
      const numbers = kind.parameters.map(({ initial }, k) => args[k] ?? (initial === 'epochs' ? epochs : initial));
      return kind.factor(epoch, epochs, numbers);
    },
  };
}
