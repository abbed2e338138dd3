import type { Dataset, Splits } from '../../../src/dataset/dataset.ts';
import { loadData } from '../../../src/dataset/splits.ts';
import { outcomeOf } from '../../../src/experiments/reproduction/figure.ts';
import type { Measurement } from '../../../src/experiments/reproduction/preset.ts';
import {
  createRunner,
  type RecordingRunner,
  type ReproductionEvent,
  type Resources,
} from '../../../src/experiments/reproduction/runner.ts';
import { sharedMnist } from '../../support/shared.ts';
import { localPool } from '../local-pool.ts';

/** As many images as MNIST has, of noughts and dots: quick to make, and learnt at once. */
export function madeUpImages(): Splits {
  const part = (name: string, count: number): Dataset => {
    const values = new Uint8Array(count * 784);
    for (let k = 0; k < count; k++) values[k * 784 + (k % 10)] = 255;
    return {
      name,
      count,
      features: 784,
      classes: 10,
      values,
      labels: Uint16Array.from({ length: count }, (_, k) => k % 10),
    };
  };
  const [train, test] = [part('made up/train', 60_000), part('made up/test', 10_000)];
  return { name: 'made up', train, validation: null, test, fingerprint: 'none' };
}

let real: Promise<Splits> | undefined;
/** The real MNIST, read once. */
export function realImages(): Promise<Splits> {
  real ??= loadData(sharedMnist);
  return real;
}

interface Options {
  images?: () => Promise<Splits>;
  seeds?: number;
  quick?: boolean;
  signal?: AbortSignal;
  listen?: (event: ReproductionEvent) => void;
}

/** A runner without threads. */
export function localRunner({
  images = realImages,
  seeds = 1,
  quick = true,
  signal,
  listen,
}: Options): RecordingRunner {
  const resources: Resources = {
    data: 'images',
    images,
    pool: async () => localPool(await images()),
    signal: signal ?? new AbortController().signal,
  };
  return createRunner(resources, {
    seeds: Array.from({ length: seeds }, (_, k) => k),
    quick,
    ...(listen && { listen }),
  });
}

/** The verdicts of a measurement, by the names of its figures. */
export function outcomes({ figures }: Measurement): Record<string, string> {
  return Object.fromEntries(figures.map((one) => [one.name, outcomeOf(one)]));
}

/** Names of figures that are not reproduced. */
export function amiss(measurement: Measurement): string[] {
  return Object.entries(outcomes(measurement)).flatMap(([name, outcome]) => (outcome === 'reproduced' ? [] : [name]));
}
