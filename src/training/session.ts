import { Batches } from '../dataset/batches.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Values } from '../kernels/kernels.ts';
import { type Schedule, scheduleByName } from '../nn/schedules.ts';
import { Update } from '../nn/update.ts';
import { breather } from '../util/breathe.ts';
import type { RandomState, RandomStream } from '../util/random.ts';
import { whereLost } from './divergence.ts';
import type { Divergence, EpochMetrics, Halving, TrainingEvent } from './events.ts';
import { Prober } from './probes/probe.ts';
import type { TrainingState } from './state.ts';
import { createStepper, type Stepper } from './stepper.ts';
import type { TrainOptions } from './train.ts';

/** Seconds that a run of steps should take: often enough for progress and signals, seldom enough to cost nothing. */
const RUN_SECONDS = 0.06;

/** What is told while the steps of an epoch go on. */
const within: ReadonlySet<TrainingEvent['type']> = new Set(['step', 'probe', 'checkpoint']);

/** A training under way, epoch by epoch: the network, its updates, and where the data stand. */
export class Session {
  /** The epoch under way, from 1. */
  epoch = 1;
  private readonly update: Update;
  private readonly schedule: Schedule;
  private readonly batches: Batches;
  private readonly prober: Prober | undefined;
  private readonly shuffle: RandomStream | undefined;
  private readonly dropout: RandomStream;
  private stepper: Stepper | undefined;
  /** One for all epochs: many short ones must let others speak too. */
  private readonly breathe = breather();
  private learningRate: number;
  private secondsPerStep = RUN_SECONDS;
  private lastFiniteLoss: number | null = null;
  private halvings: readonly Halving[] = [];
  private bestParameters: Values | null = null;
  /** Of the epoch under way: steps made, the loss and right answers of their samples, 'shuffle' before the order's draw. */
  private k = 0;
  private lossSum = 0;
  private right = 0;
  private shuffleBefore: RandomState | null = null;
  private seconds = 0;
  private secondsBefore = 0;
  private lastCheckpoint: TrainingState | undefined;
  private checkpointAt = 0;

  constructor(private readonly options: TrainOptions) {
    const { network, train: data, scale, batchSize, dropLast = false, schedule = 'constant' } = options;
    this.update = new Update(network, options);
    this.learningRate = options.learningRate ?? this.update.optimizer.defaultLearningRate;
    this.schedule = typeof schedule === 'string' ? scheduleByName(schedule) : schedule;
    this.shuffle = options.random?.stream('shuffle');
    this.dropout = network.random.stream('dropout');
    this.batches = new Batches({ data, scale, batchSize, dropLast, ...(this.shuffle && { shuffle: this.shuffle }) });
    if (options.probe) this.prober = new Prober(network, data, scale, options.probe);
  }

  /** Updates made so far. */
  get steps(): number {
    return this.update.steps;
  }

  /** Whether the patience of early stopping has run out. */
  get exhausted(): boolean {
    return this.options.earlyStopping?.exhausted ?? false;
  }

  /** Moves into the engine. @throws Error where its threads cannot be started */
  async open(): Promise<void> {
    const { update, batches, options } = this;
    if (options.from) this.restore(options.from);
    this.stepper = await createStepper({ ...options, update, batches, threads: options.threads ?? 1 });
  }

  close(): void {
    this.stepper?.close();
  }

  /** The first probe and checkpoint; of a training that goes on, they were told before. */
  *begin(): Generator<TrainingEvent, void, void> {
    const { from } = this.options;
    if (from) this.lastCheckpoint = from;
    else {
      yield* this.probes();
      yield* this.checkpoint();
    }
    this.checkpointAt = this.now();
  }

  /** One pass over the training set, or what is left of it, step by step, then its figures. */
  async *runEpoch(): AsyncGenerator<TrainingEvent, void, void> {
    for await (const event of this.stepsLeft()) {
      yield event;
      if (!within.has(event.type)) return;
    }
    yield* this.endEpoch();
  }

  private async *stepsLeft(): AsyncGenerator<TrainingEvent, void, void> {
    const { batches, stepper, epoch } = this;
    const { signal } = this.options;
    if (!stepper) throw new Error('the session is not open');
    const stepsPerEpoch = batches.steps;
    this.shuffleBefore = this.shuffle?.state() ?? null;
    await this.timed(() => stepper.startEpoch());
    while (this.k < stepsPerEpoch) {
      const { k } = this;
      const toProbe = this.stepsToProbe(stepsPerEpoch - k);
      // The update before a probe is measured, so it is made by itself.
      if (toProbe === 1) this.rememberWeights(stepper);
      const most = Math.min(stepsPerEpoch - k, Math.max(1, toProbe - 1), this.stepsToCheckpoint());
      const rates = Array.from({ length: Math.min(this.runLength(stepper), most) }, (_, j) => this.rateAt(k + j));
      const reports = await this.timed(() => stepper.run(k, rates));
      const made = this.steps - reports.filter(({ loss }) => Number.isFinite(loss)).length;
      for (const [j, report] of reports.entries()) {
        const { loss } = report;
        const B = batches.rows(k + j);
        if (!Number.isFinite(loss)) return yield this.lost(this.diverged(loss, rates[j], B));
        this.lastFiniteLoss = loss;
        this.lossSum += loss * B;
        this.right += report.right;
        yield { type: 'step', epoch, step: made + j + 1, stepsPerEpoch, lr: rates[j], loss };
      }
      this.k += reports.length;
      await this.breathe();
      // What belongs to the end of an epoch is never put off to a later run: an interruption waits for it.
      if (this.k === stepsPerEpoch) return;
      if (toProbe === 1) {
        stepper.settle();
        yield* this.probes();
      }
      if (signal?.aborted || this.isCheckpointDue()) yield* this.checkpoint();
      if (signal?.aborted) return yield this.interrupted();
    }
  }

  private async *endEpoch(): AsyncGenerator<TrainingEvent, void, void> {
    const { epoch, options } = this;
    const end = await this.epochEvent(this.rateAt(this.batches.steps - 1));
    if (end.type !== 'epoch') return yield this.lost(end);
    if (options.earlyStopping?.add(end)) this.bestParameters = options.network.parameters.slice();
    yield end;
    yield* this.probes();
    this.turnToNextEpoch();
    yield* this.checkpoint();
    if (options.signal?.aborted && epoch < options.epochs) yield { ...this.interrupted(), epoch };
  }

  /** Learning rate of step k of the epoch, from 0. */
  private rateAt(k: number): number {
    return this.learningRate * this.schedule.factor(this.epoch - 1 + k / this.batches.steps, this.options.epochs);
  }

  /** Where training has ended well, the best parameters are the network's again. */
  putBestBack(): void {
    if (this.bestParameters) this.options.network.parameters.set(this.bestParameters);
  }

  /** A probe of the network as it stands, settled, where probes are wanted. */
  private *probes(): Generator<TrainingEvent, void, void> {
    const epoch = this.steps === 0 ? 0 : this.epoch;
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
  private async epochEvent(lr: number): Promise<Extract<TrainingEvent, { type: 'epoch' | 'diverged' }>> {
    const { stepper, options, batches, epoch } = this;
    stepper?.settle();
    const score = async (data: Dataset | null | undefined) => (data && stepper ? await stepper.score(data) : null);
    const metrics: EpochMetrics = {
      epoch,
      step: this.steps,
      lr,
      train: { loss: this.lossSum / batches.samples, accuracy: this.right / batches.samples },
      validation: await score(options.validation),
      test: await score(options.test),
      seconds: this.seconds,
      samplesPerSecond: batches.samples / (this.seconds - this.secondsBefore),
    };
    const lost = [metrics.validation, metrics.test].find((one) => one && !Number.isFinite(one.loss));
    return lost ? this.diverged(lost.loss, lr, 0) : { type: 'epoch', ...metrics };
  }

  private turnToNextEpoch(): void {
    this.epoch++;
    [this.k, this.lossSum, this.right] = [0, 0, 0];
    this.secondsBefore = this.seconds;
    this.shuffleBefore = null;
  }

  private interrupted(): Extract<TrainingEvent, { type: 'stopped' }> {
    return { type: 'stopped', reason: 'interrupted', epoch: this.epoch, step: this.steps };
  }

  private now(): number {
    const every = this.options.checkpoints?.every;
    return every && 'steps' in every ? this.steps : performance.now() / 1000;
  }

  /** In steps or in seconds, by the interval's own measure. */
  private isCheckpointDue(): boolean {
    const every = this.options.checkpoints?.every;
    if (!every) return false;
    return this.now() - this.checkpointAt >= ('steps' in every ? every.steps : every.seconds);
  }

  private stepsToCheckpoint(): number {
    const every = this.options.checkpoints?.every;
    return every && 'steps' in every
      ? Math.max(1, this.checkpointAt + every.steps - this.steps)
      : Number.MAX_SAFE_INTEGER;
  }

  private *checkpoint(): Generator<TrainingEvent, void, void> {
    const { checkpoints, halvings = 0 } = this.options;
    if (!checkpoints && halvings === 0) return;
    this.stepper?.settle();
    this.lastCheckpoint = this.state();
    this.checkpointAt = this.now();
    if (checkpoints) yield { type: 'checkpoint', state: this.lastCheckpoint };
  }

  private state(): TrainingState {
    const { epoch, k, lossSum, right, seconds, secondsBefore, lastFiniteLoss, halvings, update, options } = this;
    return {
      ...{ epoch, stepInEpoch: k, steps: this.steps, lossSum, right, seconds, secondsBefore, lastFiniteLoss, halvings },
      earlyStopping: options.earlyStopping?.save() ?? null,
      streams: { shuffle: this.shuffleBefore ?? this.shuffle?.state() ?? null, dropout: this.dropout.state() },
      parameters: options.network.parameters.slice(),
      moments: update.moments.map((moment) => moment.slice()),
      best: this.bestParameters,
    };
  }

  private restore(state: TrainingState): void {
    const { network, earlyStopping } = this.options;
    const { epoch, stepInEpoch, steps, lossSum, right, seconds, secondsBefore, lastFiniteLoss, streams } = state;
    Object.assign(this, { epoch, k: stepInEpoch, lossSum, right, seconds, secondsBefore, lastFiniteLoss });
    this.update.steps = steps;
    network.parameters.set(state.parameters);
    this.update.moments.forEach((moment, k) => {
      moment.set(state.moments[k]);
    });
    if (streams.shuffle) this.shuffle?.resume(streams.shuffle);
    this.dropout.resume(streams.dropout);
    this.bestParameters = state.best;
    if (state.earlyStopping) earlyStopping?.restore(state.earlyStopping);
    const last = state.halvings.at(-1);
    if (last) this.learningRate = last.learningRate;
    this.halvings = state.halvings;
  }

  /** What comes of a divergence: the end, or another try from the last checkpoint at half the rate. */
  private lost(event: Extract<TrainingEvent, { type: 'diverged' }>): TrainingEvent {
    const { lastCheckpoint, halvings, options } = this;
    if (!lastCheckpoint || halvings.length >= (options.halvings ?? 0)) return event;
    const { type: _, ...divergence } = event;
    const halving: Halving = {
      epoch: divergence.epoch,
      step: divergence.step,
      backTo: lastCheckpoint.steps,
      learningRate: this.learningRate / 2,
    };
    this.restore({ ...lastCheckpoint, halvings: [...halvings, halving] });
    this.lastCheckpoint = this.state();
    this.stepper?.refresh();
    return { type: 'halved', ...halving, divergence };
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

  private diverged(loss: number, lr: number, B: number): { type: 'diverged' } & Divergence {
    return {
      type: 'diverged',
      epoch: this.epoch,
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
