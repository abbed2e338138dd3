import type { Batches } from '../dataset/batches.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { byteTable, type Scale, scaleRow } from '../dataset/scale.ts';
import type { Program, ProgramData, ProgramSpec, StepReport } from '../kernels/program.ts';
import type { Network } from '../nn/network.ts';
import type { Update } from '../nn/update.ts';
import { evaluate, scoreOf } from './evaluate.ts';
import { instructionsOf } from './instructions.ts';
import type { Score } from './metrics.ts';

/** What takes a training's steps: one by one as the textbook has it, or many at a time inside an engine. */
export interface Stepper {
  /** Most steps that one call should take. */
  readonly longestRun: number;
  /** Draws the order of the next epoch. */
  startEpoch(): void;
  /**
   * Steps first, first + 1, ... of the epoch, one for each learning rate. Where a loss is not finite, its report is the
   * last, its update is not made, and the network shows the batch that it came from.
   */
  run(first: number, learningRates: readonly number[]): Promise<readonly StepReport[]>;
  /** Loss and accuracy on another data set. */
  score(data: Dataset): Promise<Score>;
  /** Brings the network and the optimizer's moments up to date. */
  settle(): void;
  /** Takes the network's parameters and the optimizer's moments as they are now. */
  refresh(): void;
  close(): void;
}

/** What a stepper works on. */
export interface SteppingOptions {
  network: Network;
  update: Update;
  batches: Batches;
  scale: Scale;
  train: Dataset;
  threads: number;
}

/** Inside the engine where it can run the whole training, else step by step. */
export async function createStepper(options: SteppingOptions): Promise<Stepper> {
  const { network } = options;
  const spec = programSpec(options);
  const program = spec && (await network.kernels.compile?.(spec));
  return program ? new CompiledStepper(program, options) : new TextbookStepper(options);
}

/** Forward, loss, backward, update: the step as in the books, on any engine. */
class TextbookStepper implements Stepper {
  readonly longestRun = 1;
  private readonly labels: Uint16Array;

  constructor(private readonly options: SteppingOptions) {
    this.labels = new Uint16Array(options.batches.batchSize);
  }

  startEpoch(): void {
    this.options.batches.startEpoch();
  }

  async run(first: number, learningRates: readonly number[]): Promise<StepReport[]> {
    const { options, labels } = this;
    const { network, update, batches } = options;
    const x = network.room(batches.batchSize);
    const reports: StepReport[] = [];
    for (const [k, learningRate] of learningRates.entries()) {
      const B = batches.fill(first + k, x, labels);
      network.forward(x, B, 'training');
      const loss = network.loss(labels);
      reports.push({ loss, right: network.correct(labels) });
      if (!Number.isFinite(loss)) break;
      network.backward();
      update.step(learningRate);
    }
    return reports;
  }

  async score(data: Dataset): Promise<Score> {
    const { loss, accuracy } = await evaluate(this.options.network, data, this.options.scale);
    return { loss, accuracy };
  }

  settle(): void {}
  refresh(): void {}
  close(): void {}
}

/** The same training as a program of the engine's. */
class CompiledStepper implements Stepper {
  readonly longestRun: number;
  private readonly atRest = new Map<Dataset, ProgramData>();
  /** Whether the network shows what the program has: bringing it there takes time. */
  private settled = true;

  constructor(
    private readonly program: Program,
    private readonly options: SteppingOptions,
  ) {
    this.longestRun = program.longestRun;
  }

  startEpoch(): void {
    const { batches } = this.options;
    batches.startEpoch();
    this.program.startEpoch(batches.order, batches.samples);
  }

  async run(first: number, learningRates: readonly number[]): Promise<StepReport[]> {
    const { program, options } = this;
    const { update } = options;
    const before = update.steps;
    this.settled = false;
    const reports = await program.run(
      first,
      learningRates.map((rate) => update.next(rate)),
    );
    const lost = reports.findIndex(({ loss }) => !Number.isFinite(loss));
    if (lost >= 0) {
      update.steps = before + lost;
      this.showBatch(first + lost);
    }
    return reports;
  }

  async score(data: Dataset): Promise<Score> {
    const { network, scale } = this.options;
    const atRest = this.atRest.get(data) ?? dataAtRest(data, scale);
    this.atRest.set(data, atRest);
    const { outputs, losses } = await this.program.evaluate(atRest);
    return scoreOf(data, network.outputs, outputs, losses);
  }

  settle(): void {
    if (!this.settled) this.program.settle();
    this.settled = true;
  }

  refresh(): void {
    this.program.refresh();
    this.settled = true;
  }

  close(): void {
    this.program.close();
  }

  /** Runs that step's batch through the network itself, for whoever wants to see where numbers were lost. */
  private showBatch(step: number): void {
    const { network, batches } = this.options;
    const x = network.room(batches.batchSize);
    const labels = new Uint16Array(batches.batchSize);
    this.settle();
    const B = batches.fill(step, x, labels);
    network.forward(x, B, 'measurement');
    network.loss(labels);
  }
}

function dataAtRest(data: Dataset, scale: Scale): ProgramData {
  const bytes = data.values instanceof Uint8Array;
  return {
    count: data.count,
    features: data.features,
    values: data.values,
    labels: data.labels,
    scaleRow: scaleRow(scale, data.features, bytes),
    table: bytes ? byteTable(scale) : undefined,
  };
}

/** The training as an engine may run it whole; undefined where a layer has no instruction. */
function programSpec(options: SteppingOptions): ProgramSpec | undefined {
  const { network, update, batches, scale, train, threads } = options;
  const { head, random } = network;
  const instructions = instructionsOf(network, update);
  if (!instructions) return undefined;
  return {
    instructions,
    head,
    optimizer: update.optimizer,
    ...update.penalties,
    weightDecay: update.weightDecay,
    clipNorm: update.clipNorm,
    batchSize: batches.batchSize,
    data: dataAtRest(train, scale),
    dropout: random.stream('dropout'),
    threads,
  };
}
