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
import { evaluate } from './evaluate.ts';
import type { EpochMetrics, Score, TrainingEvent } from './events.ts';

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
  /** Stops after the step under way. */
  signal?: AbortSignal;
}

/**
 * Trains a network by mini-batch gradient descent, telling every step and epoch as an event. Prints and writes nothing.
 *
 * @throws UserError for options out of range: at the call, so that nothing needs to be undone
 */
export function train(options: TrainOptions): AsyncGenerator<TrainingEvent, void, void> {
  return epochsOf(new Session(options), options);
}

async function* epochsOf(
  session: Session,
  { network, epochs, earlyStopping }: TrainOptions,
): AsyncGenerator<TrainingEvent, void, void> {
  let bestParameters: Values | undefined;
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
}

/** A training under way: the network, its updates, and where the data stand. */
class Session {
  private readonly update: Update;
  private readonly learningRate: number;
  private readonly schedule: Schedule;
  private readonly batches: Batches;
  private readonly x: Values;
  private readonly labels: Uint16Array;
  private seconds = 0;
  private lastFiniteLoss: number | null = null;

  constructor(private readonly options: TrainOptions) {
    checkFit(options);
    const { network, train: data, scale, batchSize, dropLast = false, schedule = 'constant' } = options;
    this.update = new Update(network, options);
    this.learningRate = options.learningRate ?? this.update.optimizer.defaultLearningRate;
    this.schedule = typeof schedule === 'string' ? scheduleByName(schedule) : schedule;
    const shuffle = options.random?.stream('shuffle');
    this.batches = new Batches({ data, scale, batchSize, dropLast, ...(shuffle && { shuffle }) });
    this.x = network.kernels.allocate(batchSize * network.inputs);
    this.labels = new Uint16Array(batchSize);
  }

  /** Updates made so far. */
  get steps(): number {
    return this.update.steps;
  }

  /** One pass over the training set, step by step, then its figures. */
  async *epoch(epoch: number): AsyncGenerator<TrainingEvent, void, void> {
    const { network, validation, test, scale, epochs, signal } = this.options;
    const { batches, x, labels } = this;
    const breathe = breather();
    const secondsBefore = this.seconds;
    let [lossSum, right, seen, lr] = [0, 0, 0, 0];
    batches.startEpoch();
    for (let k = 0; k < batches.steps; k++) {
      const started = performance.now();
      const B = batches.fill(k, x, labels);
      lr = this.learningRate * this.schedule.factor(epoch - 1 + k / batches.steps, epochs);
      network.forward(x, B, true);
      const loss = network.loss(labels);
      if (!Number.isFinite(loss)) return yield this.diverged(epoch, loss, lr, B);
      this.lastFiniteLoss = loss;
      lossSum += loss * B;
      right += network.correct(labels);
      seen += B;
      network.backward();
      this.update.step(lr);
      this.seconds += (performance.now() - started) / 1000;
      yield { type: 'step', epoch, step: this.steps, stepsPerEpoch: batches.steps, lr, loss };
      await breathe();
      if (signal?.aborted) return yield { type: 'stopped', reason: 'interrupted', epoch, step: this.steps };
    }
    const metrics: EpochMetrics = {
      epoch,
      step: this.steps,
      lr,
      train: { loss: lossSum / seen, accuracy: right / seen },
      validation: await score(network, validation, scale),
      test: await score(network, test, scale),
      seconds: this.seconds,
      samplesPerSecond: seen / (this.seconds - secondsBefore),
    };
    // The last update of an epoch shows first in the evaluation.
    const lost = [metrics.validation, metrics.test].find((one) => one && !Number.isFinite(one.loss));
    yield lost ? this.diverged(epoch, lost.loss, lr, 0) : { type: 'epoch', ...metrics };
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

async function score(network: Network, data: Dataset | null | undefined, scale: Scale): Promise<Score | null> {
  if (!data) return null;
  const { loss, accuracy } = await evaluate(network, data, scale);
  return { loss, accuracy };
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
