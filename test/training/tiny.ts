import type { Dataset } from '../../src/dataset/dataset.ts';
import type { Scale } from '../../src/dataset/scale.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import type { TrainingEvent } from '../../src/training/events.ts';
import type { EpochMetrics } from '../../src/training/metrics.ts';
import { train } from '../../src/training/train.ts';
import type { TrainOptions } from '../../src/training/train-options.ts';
import { randomSource } from '../../src/util/random.ts';

/** Values as they are. */
export const raw: Scale = { kind: 'standardize', mean: [0], deviation: [1] };

/** `count` samples of three classes with four features, overlapping a little. */
export function tinyData(count = 20, seed = 'tiny'): Dataset {
  const draws = randomSource(seed).stream('values');
  const labels = Uint16Array.from({ length: count }, (_, k) => k % 3);
  const values = Float64Array.from({ length: count * 4 }, (_, k) => {
    return draws.normal() / 2 + labels[Math.floor(k / 4)] * (k % 2);
  });
  return { name: `tiny/${seed}`, count, features: 4, classes: 3, values, labels };
}

/** A network of 4 inputs, 5 tanh units and 3 classes, always with the same weights. */
export function tinyNetwork({ dropout = 0, seed = 1 }: { dropout?: number; seed?: number } = {}): Network {
  const layers = [dense(5, 'tanh', { dropout }), dense(3)];
  return new Network({ inputs: 4, layers, random: randomSource(seed) });
}

/** All events of a training on tiny data, with a full-batch step of 0.1 an epoch where nothing else is said. */
export async function eventsOf(options: Partial<TrainOptions> = {}): Promise<TrainingEvent[]> {
  const data = options.train ?? tinyData();
  const defaults = {
    network: tinyNetwork(),
    train: data,
    scale: raw,
    epochs: 2,
    batchSize: data.count,
    learningRate: 0.1,
  };
  const events: TrainingEvent[] = [];
  for await (const event of train({ ...defaults, ...options })) events.push(event);
  return events;
}

/** The events of one type. */
export function only<T extends TrainingEvent['type']>(events: readonly TrainingEvent[], type: T) {
  return events.filter((event): event is Extract<TrainingEvent, { type: T }> => event.type === type);
}

/** An epoch's figures, of which only those given matter. */
export function metrics(epoch: number, figures: { val?: number; test?: number; train?: number } = {}): EpochMetrics {
  const score = (value?: number) => (value === undefined ? null : { loss: value, accuracy: value });
  return {
    epoch,
    step: epoch * 10,
    lr: 0.1,
    train: { loss: figures.train ?? 1, accuracy: figures.train ?? 1 },
    validation: score(figures.val),
    test: score(figures.test),
    seconds: epoch * 2,
    samplesPerSecond: 100,
  };
}
