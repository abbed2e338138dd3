import { putBuffers } from '../../nn/buffers.ts';
import { breather } from '../../util/breathe.ts';
import { lowerRate } from '../diagnosis/remedy.ts';
import { type Divergence, type Setback, whereLost } from '../divergence.ts';
import { isExhausted } from '../early-stopping.ts';
import type { EndEvent, TrainingEvent } from '../events.ts';
import { createStepper, type Stepper } from '../stepper.ts';
import { CheckpointTimer } from './checkpoint-timer.ts';
import { CollapseWatch } from './collapse-watch.ts';
import { epochMetrics } from './epoch-metrics.ts';
import { baseRate, rateAt } from './learning-rate.ts';
import { Pace } from './pace.ts';
import { beginning, judged, type Position, restored, saved, stepped, turned } from './position.ts';
import { Recovery } from './recovery.ts';
import type { Setup } from './setup.ts';

/** A training under way, epoch by epoch. */
export class Session {
  private readonly timer: CheckpointTimer;
  private readonly recovery: Recovery;
  private readonly pace = new Pace();
  /** One for all epochs: many short ones must let others speak too. */
  private readonly breathe = breather();

  private constructor(
    private readonly setup: Setup,
    private readonly stepper: Stepper,
    private at: Position,
    private readonly watch: CollapseWatch | undefined,
  ) {
    this.timer = new CheckpointTimer(setup.options.checkpoints?.every ?? null);
    this.recovery = new Recovery(setup.options.halvings ?? 0);
  }

  /** Moves into the engine. @throws Error where its threads cannot be started */
  static async open(setup: Setup): Promise<Session> {
    const { options } = setup;
    // Before a state is put back: a training that goes on is measured by its beginning, too.
    const watch = options.halvings ? new CollapseWatch(options) : undefined;
    const at = options.from ? restored(options.from, setup) : beginning(setup);
    const stepper = await createStepper({ ...options, ...setup, threads: options.threads ?? 1 });
    return new Session(setup, stepper, at, watch);
  }

  /** Gives back what the training had of the engine, but for the network. */
  close(): void {
    const { stepper, setup } = this;
    stepper.close();
    setup.update.dispose();
    setup.prober?.dispose();
  }

  /** Whether all epochs are done, or patience has run out. */
  get isOver(): boolean {
    return this.at.epoch > this.setup.options.epochs || this.isExhausted;
  }

  private get isExhausted(): boolean {
    const { at, setup } = this;
    const { earlyStopping } = setup.options;
    return Boolean(earlyStopping && at.earlyStopping && isExhausted(at.earlyStopping, earlyStopping));
  }

  /** The first probe and checkpoint; of a training that goes on, they were told before. */
  *begin(): Generator<TrainingEvent, void, void> {
    const { from } = this.setup.options;
    if (from) {
      this.recovery.keep(from);
      this.timer.restart(this.at.steps);
    } else {
      yield* this.probe();
      yield* this.checkpoint();
    }
  }

  /** One pass over the training set, or what is left of it, step by step, then its figures. */
  async *epoch(): AsyncGenerator<TrainingEvent, void, void> {
    if (yield* this.steps()) yield* this.endEpoch();
  }

  /** The end of a training that was not broken off: the network has its best parameters again, where some were kept. */
  end(): EndEvent {
    const { at, setup } = this;
    if (at.best) putBuffers(setup.options.network, at.best);
    const place = { epoch: at.epoch - 1, step: at.steps };
    if (at.epoch <= setup.options.epochs) return { type: 'stopped', reason: 'early-stopping', ...place };
    return { type: 'finished', ...place };
  }

  /** @returns whether the epoch came to its end */
  private async *steps(): AsyncGenerator<TrainingEvent, boolean, void> {
    const { stepper, timer, pace } = this;
    const { batches, prober, options } = this.setup;
    await this.timed(() => stepper.startEpoch());
    while (this.at.stepInEpoch < batches.steps) {
      const left = batches.steps - this.at.stepInEpoch;
      const toProbe = prober?.stepsToNext(this.at.steps, left) ?? Number.POSITIVE_INFINITY;
      if (toProbe === 1) this.rememberWeights();
      // The update before a probe is measured, so it is made by itself.
      const most = Math.min(left, Math.max(1, toProbe - 1), timer.stepsLeft(this.at.steps));
      if (!(yield* this.run(Math.min(most, pace.steps(stepper.longestRun))))) return false;
      await this.breathe();
      // What belongs to the end of an epoch is never put off to a later run: an interruption waits for it.
      if (this.at.stepInEpoch === batches.steps) break;
      if (toProbe === 1) yield* this.probe();
      if (options.signal?.aborted || timer.isDue(this.at.steps)) yield* this.checkpoint();
      if (options.signal?.aborted) {
        yield this.interrupted(this.at.epoch);
        return false;
      }
    }
    return true;
  }

  /** That many steps in one go. @returns whether all losses were finite */
  private async *run(count: number): AsyncGenerator<TrainingEvent, boolean, void> {
    const { stepper, setup, pace } = this;
    const { epoch, stepInEpoch: first, seconds } = this.at;
    const stepsPerEpoch = setup.batches.steps;
    const rates = Array.from({ length: count }, (_, k) => rateAt(this.at, setup, first + k));
    const reports = await this.timed(() => stepper.run(first, rates));
    pace.learn(reports.length, this.at.seconds - seconds);
    for (const [k, report] of reports.entries()) {
      const B = setup.batches.rows(first + k);
      const { loss } = report;
      const lr = rates[k];
      if (!Number.isFinite(loss)) {
        // Losses are taken before a step's update.
        yield this.lost({ step: this.at.steps + 1, loss, lr }, B);
        return false;
      }
      this.at = stepped(this.at, report, B);
      yield { type: 'step', epoch, step: this.at.steps, stepsPerEpoch, lr, loss };
    }
    return true;
  }

  private async *endEpoch(): AsyncGenerator<TrainingEvent, void, void> {
    const { options } = this.setup;
    const { epoch, steps: step } = this.at;
    this.stepper.settle();
    const metrics = await epochMetrics(this.at, this.setup, this.stepper);
    const { validation, test, lr } = metrics;
    const lost = [validation, test].find((score) => score && !Number.isFinite(score.loss));
    if (lost) return yield this.lost({ step, loss: lost.loss, lr }, 0);
    const halved = this.backFromCollapse(lr);
    if (halved) return yield halved;
    this.at = judged(this.at, metrics, options);
    yield { type: 'epoch', ...metrics };
    yield* this.probe();
    this.at = turned(this.at, this.setup);
    yield* this.checkpoint();
    if (options.signal?.aborted && epoch < options.epochs) yield this.interrupted(epoch);
  }

  /** A probe of the network as it stands, where probes are wanted. */
  private *probe(): Generator<TrainingEvent, void, void> {
    const { prober } = this.setup;
    const { epoch, steps } = this.at;
    if (!prober) return;
    this.stepper.settle();
    yield { type: 'probe', ...prober.probe(steps === 0 ? 0 : epoch, steps) };
  }

  private rememberWeights(): void {
    this.stepper.settle();
    this.setup.prober?.remember(this.at.steps);
  }

  /** Keeps the state where it may be needed again, and tells it where it is asked for. */
  private *checkpoint(): Generator<TrainingEvent, void, void> {
    const { recovery, timer, stepper, at, setup } = this;
    timer.restart(at.steps);
    if (!setup.options.checkpoints && !recovery.isWanted) return;
    stepper.settle();
    const state = saved(at, setup);
    // Nothing is gained by going back to a network that has collapsed.
    if (recovery.isWanted && !this.watch?.collapse(at.epoch, at.steps)) recovery.keep(state);
    if (setup.options.checkpoints) yield { type: 'checkpoint', state };
  }

  private interrupted(epoch: number): TrainingEvent {
    return { type: 'stopped', reason: 'interrupted', epoch, step: this.at.steps };
  }

  /**
   * What comes of a divergence: the end, or another try from the last checkpoint.
   * @param B rows of the batch that the network still shows; 0 where it was an evaluation that found it
   */
  private lost(found: Pick<Divergence, 'step' | 'loss' | 'lr'>, B: number): TrainingEvent {
    const { setup, at } = this;
    const learningRate = baseRate(at, setup);
    const divergence = {
      epoch: at.epoch,
      ...found,
      ...whereLost(setup.options.network, B),
      lastFiniteLoss: at.lastFiniteLoss,
      suggestedLearningRate: lowerRate(learningRate, setup.update.optimizer.defaultLearningRate),
    };
    return this.goBack(divergence) ?? { type: 'diverged', ...divergence };
  }

  /** Another try from the last checkpoint, where the epoch has left a network that only guesses; undefined otherwise. */
  private backFromCollapse(lr: number): TrainingEvent | undefined {
    const { setup, at } = this;
    const collapse = this.watch?.collapse(at.epoch, at.steps);
    if (!collapse) return undefined;
    return this.goBack({
      ...{ epoch: at.epoch, step: at.steps, loss: collapse.loss, layer: collapse.layer, what: 'collapse', lr },
      lastFiniteLoss: at.lastFiniteLoss,
      suggestedLearningRate: lowerRate(baseRate(at, setup), setup.update.optimizer.defaultLearningRate),
    });
  }

  /** Takes the training back, at half the rate; undefined where it has been as often as it may. */
  private goBack(divergence: Setback): TrainingEvent | undefined {
    const { setup, at } = this;
    const back = this.recovery.goBack(divergence, baseRate(at, setup), at.halvings);
    if (!back) return undefined;
    this.at = restored(back.state, setup);
    this.stepper.refresh();
    return { type: 'halved', ...back.halving, divergence };
  }

  /** Counts the time of a call as time of training. */
  private async timed<T>(call: () => T | Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await call();
    this.at = { ...this.at, seconds: this.at.seconds + (performance.now() - begun) / 1000 };
    return result;
  }
}
