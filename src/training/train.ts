import { Batches } from '../dataset/batches.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Scale } from '../dataset/scale.ts';
import type { Values } from '../kernels/kernels.ts';
import type { Network } from '../nn/network.ts';
import { type Schedule, scheduleByName } from '../nn/schedules.ts';
import { Update, type UpdateOptions } from '../nn/update.ts';
import { breather } from '../util/breathe.ts';
import type { RandomSource } from '../util/random.ts';
import { requireWhole } from '../util/require.ts';
import { UserError } from '../util/user-error.ts';
import { whereLost } from './divergence.ts';
import type { BestEpoch } from './early-stopping.ts';
import type { EpochMetrics, Score, TrainingEvent } from './events.ts';
import { type ProbeOptions, Prober } from './probe.ts';
import { createStepper, type Stepper } from './stepper.ts';

/** A network, its data, and how it is trained on them. */
export interface TrainOptions extends UpdateOptions {
  network: Network;
  train: Dataset;
  validation?: Dataset | null;
  test?: Dataset | null;
  /** How raw values become inputs. */
  scale: Scale;
  epochs: number;
  batchSize: number;
  /** Base rate; the schedule's factor is applied to it. Default: the optimizer's own. */
  learningRate?: number;
  /** Default `constant`. */
  schedule?: string | Schedule;
  /** Draws the order of each epoch ('shuffle'); without it samples come in file order. */
  random?: RandomSource;
  /** Leaves out an epoch's last batch where it is smaller than the others. Default false. */
  dropLast?: boolean;
  /** Stops when no epoch improves any more, and puts the best epoch's parameters back. */
  earlyStopping?: BestEpoch;
  /** Threads, for an engine that can use them. Results do not depend on their number. Default 1. */
  threads?: number;
  /**
   * Looks into all layers before the first step, right after each epoch's event, and every so many steps. Changes no bit
   * of the training, and its time is not counted. Default false.
   */
  probe?: ProbeOptions | false;
  /** Stops after the steps under way. */
  signal?: AbortSignal;
}

/**
 * Trains a network by mini-batch gradient descent, telling every step and epoch as an event, and every probe where it
 * is asked for. Prints and writes nothing.
 *
 * @throws UserError for options out of range: at the call, so that nothing needs to be undone
 */
export function train(options: TrainOptions): AsyncGenerator<TrainingEvent, void, void> {
  return epochsOf(new Session(options), options);
}

async function* epochsOf(session: Session, options: TrainOptions): AsyncGenerator<TrainingEvent, void, void> {
  const { network, epochs, earlyStopping } = options;
  let bestParameters: Values | undefined;
  try {
    await session.open();
    yield* session.probes(0);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      for await (const event of session.epoch(epoch)) {
        yield event;
        if (event.type === 'diverged' || event.type === 'stopped') return;
        if (event.type === 'epoch' && earlyStopping?.add(event)) bestParameters = network.parameters.slice();
      }
      if (earlyStopping?.exhausted && epoch < epochs) {
        network.parameters.set(bestParameters ?? network.parameters);
        yield { type: 'stopped', reason: 'early-stopping', epoch, step: session.steps };
        return;
      }
    }
    if (bestParameters) network.parameters.set(bestParameters);
    yield { type: 'finished', epoch: epochs, step: session.steps };
  } finally {
    session.close();
  }
}

/** Seconds that a run of steps should take: often enough for progress and signals, seldom enough to cost nothing. */
const RUN_SECONDS = 0.06;

/** A training under way: the network, its updates, and where the data stand. */
class Session {
  private readonly update: Update;
  private readonly learningRate: number;
  private readonly schedule: Schedule;
  private readonly batches: Batches;
  private readonly prober: Prober | undefined;
  private stepper: Stepper | undefined;
  /** One for all epochs: many short ones must let others speak too. */
  private readonly breathe = breather();
  private seconds = 0;
  private secondsPerStep = RUN_SECONDS;
  private lastFiniteLoss: number | null = null;

  constructor(private readonly options: TrainOptions) {
    checkFit(options);
    const { network, train: data, scale, batchSize, dropLast = false, schedule = 'constant' } = options;
    this.update = new Update(network, options);
    this.learningRate = options.learningRate ?? this.update.optimizer.defaultLearningRate;
    this.schedule = typeof schedule === 'string' ? scheduleByName(schedule) : schedule;
    const shuffle = options.random?.stream('shuffle');
    this.batches = new Batches({ data, scale, batchSize, dropLast, ...(shuffle && { shuffle }) });
    if (options.probe) this.prober = new Prober(network, data, scale, options.probe);
  }

  /** Updates made so far. */
  get steps(): number {
    return this.update.steps;
  }

  /** Moves into the engine. @throws Error where its threads cannot be started */
  async open(): Promise<void> {
    const { update, batches, options } = this;
    this.stepper = await createStepper({ ...options, update, batches, threads: options.threads ?? 1 });
  }

  close(): void {
    this.stepper?.close();
  }

  /** One pass over the training set, step by step, then its figures. */
  async *epoch(epoch: number): AsyncGenerator<TrainingEvent, void, void> {
    const { batches, stepper, options } = this;
    const { epochs, signal } = options;
    if (!stepper) throw new Error('the session is not open');
    const secondsBefore = this.seconds;
    const stepsPerEpoch = batches.steps;
    const rateAt = (k: number) => this.learningRate * this.schedule.factor(epoch - 1 + k / stepsPerEpoch, epochs);
    let [lossSum, right] = [0, 0];
    await this.timed(() => stepper.startEpoch());
    for (let k = 0; k < stepsPerEpoch; ) {
      const toProbe = this.stepsToProbe(stepsPerEpoch - k);
      // The update before a probe is measured, so it is made by itself.
      if (toProbe === 1) this.rememberWeights(stepper);
      const length = Math.min(this.runLength(stepper), stepsPerEpoch - k, Math.max(1, toProbe - 1));
      const rates = Array.from({ length }, (_, j) => rateAt(k + j));
      const reports = await this.timed(() => stepper.run(k, rates));
      const made = this.steps - reports.filter(({ loss }) => Number.isFinite(loss)).length;
      for (const [j, report] of reports.entries()) {
        const { loss } = report;
        const B = batches.rows(k + j);
        if (!Number.isFinite(loss)) return yield this.diverged(epoch, loss, rates[j], B);
        this.lastFiniteLoss = loss;
        lossSum += loss * B;
        right += report.right;
        yield { type: 'step', epoch, step: made + j + 1, stepsPerEpoch, lr: rates[j], loss };
      }
      k += reports.length;
      if (toProbe === 1 && k < stepsPerEpoch) {
        stepper.settle();
        yield* this.probes(epoch);
      }
      await this.breathe();
      if (!signal?.aborted) continue;
      stepper.settle();
      return yield { type: 'stopped', reason: 'interrupted', epoch, step: this.steps };
    }
    const train = { loss: lossSum / batches.samples, accuracy: right / batches.samples };
    const end = await this.epochEvent(epoch, rateAt(stepsPerEpoch - 1), train, this.seconds - secondsBefore);
    yield end;
    if (end.type === 'epoch') yield* this.probes(epoch);
  }

  /** A probe of the network as it stands, settled, where probes are wanted. */
  *probes(epoch: number): Generator<TrainingEvent, void, void> {
    if (this.prober) yield { type: 'probe', ...this.prober.probe(epoch, this.steps) };
  }

  /** Steps after which the next probe is due. */
  private stepsToProbe(leftInEpoch: number): number {
    return this.prober?.stepsToNext(this.steps, leftInEpoch) ?? Number.POSITIVE_INFINITY;
  }

  private rememberWeights(stepper: Stepper): void {
    stepper.settle();
    this.prober?.remember(this.steps);
  }

  /** The figures after an epoch, or its end where an evaluation shows that the last update lost the numbers. */
  private async epochEvent(epoch: number, lr: number, train: Score, seconds: number): Promise<TrainingEvent> {
    const { stepper, options, batches } = this;
    stepper?.settle();
    const score = async (data: Dataset | null | undefined) => (data && stepper ? await stepper.score(data) : null);
    const metrics: EpochMetrics = {
      epoch,
      step: this.steps,
      lr,
      train,
      validation: await score(options.validation),
      test: await score(options.test),
      seconds: this.seconds,
      samplesPerSecond: batches.samples / seconds,
    };
    const lost = [metrics.validation, metrics.test].find((one) => one && !Number.isFinite(one.loss));
    return lost ? this.diverged(epoch, lost.loss, lr, 0) : { type: 'epoch', ...metrics };
  }

  /** How many steps to take before letting others speak. */
  private runLength({ longestRun }: Stepper): number {
    return Math.max(1, Math.min(longestRun, Math.floor(RUN_SECONDS / this.secondsPerStep)));
  }

  /** Counts the time of a call as time of training. */
  private async timed<T>(call: () => T | Promise<T>): Promise<T> {
    const [started, stepsBefore] = [performance.now(), this.steps];
    const result = await call();
    const seconds = (performance.now() - started) / 1000;
    this.seconds += seconds;
    if (this.steps > stepsBefore) this.secondsPerStep = seconds / (this.steps - stepsBefore);
    return result;
  }

  private diverged(epoch: number, loss: number, lr: number, B: number): TrainingEvent {
    return {
      type: 'diverged',
      epoch,
      // Losses are taken before a step's update.
      step: this.steps + (B > 0 ? 1 : 0),
      loss,
      ...whereLost(this.options.network, B),
      lastFiniteLoss: this.lastFiniteLoss,
      lr,
      suggestedLearningRate: Number((this.learningRate / 10).toPrecision(2)),
    };
  }
}

function checkFit({ network, train: data, epochs, learningRate }: TrainOptions): void {
  requireWhole('epochs', epochs, 1);
  if (data.features !== network.inputs) {
    throw new UserError({
      rule: `the network takes ${network.inputs} inputs`,
      received: `${data.features} per sample`,
    });
  }
  if (data.classes > network.outputs) {
    throw new UserError({
      rule: `the network tells ${network.outputs} classes apart`,
      received: `${data.classes} classes`,
    });
  }
  if (learningRate !== undefined && !(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new UserError({ rule: 'the learning rate must be a positive number', received: learningRate });
  }
}
