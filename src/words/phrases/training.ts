import type { ScaleFacts } from '../../dataset/scale-choice.ts';
import type { SetName } from './terms.ts';

/** Of what layers a network is. */
export interface ShapeFacts {
  /** Units from input to output: [784, 128, 10]. */
  readonly sizes: readonly number[];
  /** Of the hidden layers. */
  readonly norm: 'none' | 'batch' | 'layer';
  /** The hidden layers, counted from 1, that a residual connection goes around. */
  readonly residual: readonly number[];
}

/** What is about to be trained, and on what. */
export interface NetworkFacts extends ShapeFacts {
  /** Of the hidden layers, each once, in order; none without hidden layers. */
  readonly activations: readonly string[];
  readonly head: string;
  readonly optimizer: string;
  readonly lr: number;
  readonly batchSize: number;
  readonly parameters: number;
  readonly data: DataFacts;
  readonly engine: EngineFacts;
}

/** A data set and the samples in its parts. */
export interface DataFacts {
  readonly name: string;
  readonly train: number;
  readonly validation: number | null;
  readonly test: number;
  /** How its values become inputs. */
  readonly scale: ScaleFacts;
}

/** What computes. */
export interface EngineFacts {
  readonly name: string;
  readonly precision: string;
  readonly flavour: string;
  /** null for an engine without any of its own. */
  readonly threads: number | null;
}

/** What the fast engine has no routine for. */
export interface SlowdownFacts {
  readonly part: 'activation' | 'head' | 'optimizer';
  readonly name: string;
}

/** One set's figures. */
export interface SetScore {
  readonly set: SetName;
  readonly loss: number;
  readonly accuracy: number;
}

/** How a training came out. */
export interface EndFacts {
  readonly epochs: number;
  readonly steps: number;
  readonly seconds: number;
  readonly samplesPerSecond: number;
}

/** Where a diverged training lost its numbers. */
export interface PostMortemFacts {
  readonly step: number;
  readonly epoch: number;
  /** NaN or an infinity. */
  readonly loss: number;
  /** Where it was first: in the loss itself, or in this of a layer. */
  readonly what: 'weights' | 'net inputs' | 'outputs' | 'loss';
  readonly layer: number;
  readonly lastFiniteLoss: number | null;
  readonly lr: number;
  readonly suggestedLearningRate: number;
}

/** A training at the command line, from its beginning to its end. */
export interface TrainingPhrases {
  /** Before it starts, in two lines. */
  describe(facts: NetworkFacts): string;
  /** The slow engine is taken, and why. */
  slowEngine(reason: string): string;
  /** A part of the training runs as JavaScript, and why. */
  slowed(facts: SlowdownFacts): string;
  /** How to look at it in TensorBoard meanwhile. */
  tensorboard(command: string): string;
  /** The log can no longer be written, for the reason that the system gives. */
  tensorboardEnded(log: { readonly folder: string; readonly reason: string }): string;
  /** The moving row; `left` is in seconds, null where it cannot be told. */
  row(facts: {
    readonly bar: string;
    readonly epoch: number;
    readonly epochs: number;
    readonly loss: number;
    readonly left: number | null;
  }): string;
  /** A line for each epoch. */
  epochLine(facts: {
    readonly epoch: number;
    readonly epochs: number;
    readonly scores: readonly SetScore[];
    readonly samplesPerSecond: number;
  }): string;
  /** It diverged, and goes on with half the rate. */
  halved(facts: {
    /** NaN, an infinity, or no better than guessing. */
    readonly loss: number;
    readonly step: number;
    readonly backTo: number;
    readonly learningRate: number;
  }): string;
  readonly lossByEpoch: string;
  /** Rows of the result table. */
  readonly runningMean: string;
  atBestEpoch(epoch: number, monitor: string): string;
  /** Epochs in which test accuracies were reached; null where they were not. */
  milestones(reached: readonly { readonly goal: number; readonly epoch: number | null }[]): string;
  halvings(facts: {
    readonly times: number;
    readonly step: number;
    readonly backTo: number;
    readonly learningRate: number;
  }): string;
  finished(facts: EndFacts): string;
  earlyStopped(facts: EndFacts & { readonly best: number | null }): string;
  interrupted(facts: EndFacts & { readonly run: string }): string;
  postMortem(facts: PostMortemFacts): string;
  /** Where it is, and what to do with it. */
  runFolder(run: string): string;
  lookCloser(run: string): string;
  /** Of a network of two inputs: where the picture of its answers is. */
  boundaryFile(file: string): string;
  /** Resume: where the training stands. `begun` is false at the beginning of an epoch. */
  goesOn(facts: {
    readonly run: string;
    readonly step: number;
    readonly epoch: number;
    readonly begun: boolean;
  }): string;
  beginsAgain(run: string): string;
  /** Resume: nothing to do. `further` where more epochs could be asked for. */
  done(facts: { readonly run: string; readonly early: boolean; readonly further: boolean }): string;
}
