import type { Dataset } from '../../dataset/dataset.ts';
import { type Scale, scaleRow } from '../../dataset/scale.ts';
import type { Values } from '../../kernels/kernels.ts';
import { viewOf } from '../../nn/layout.ts';
import type { Network } from '../../nn/network.ts';
import { requireWhole } from '../../util/require.ts';
import { attenuationOf } from './attenuation.ts';
import type { Probe } from './figures.ts';
import { measureHead } from './head-probe.ts';
import { measureLayer } from './layer-probe.ts';

/** When a training looks into its layers, and on how many samples. */
export interface ProbeOptions {
  /** Steps between two probes; 0 (the default) probes at step 0 and after each epoch only, which happens in any case. */
  readonly every?: number;
  /** Samples of the probe batch, all of the training set where it has fewer. Default 256. */
  readonly samples?: number;
}

/** Enough for stable shares per unit, and less than 1 % of MNIST. */
const SAMPLES = 256;

/**
 * Looks into a network's layers on a batch that stays the same: training samples at equal distances in file order, so
 * that a file sorted by class still gives all of them. Dropout is off, no random number is drawn, no parameter touched:
 * a training with probes gives the same bits as one without. Room is made once.
 */
export class Prober {
  private readonly every: number;
  private readonly B: number;
  /** [B][I] */
  private readonly x: Values;
  private readonly labels: Uint16Array;
  /** All parameters before the last update. */
  private readonly before: Values;
  /** The step before that update; undefined before the first. */
  private rememberedAt: number | undefined;

  /** @throws UserError for numbers out of range */
  constructor(
    private readonly network: Network,
    data: Dataset,
    scale: Scale,
    { every = 0, samples = SAMPLES }: ProbeOptions = {},
  ) {
    this.every = requireWhole('steps between probes', every, 0);
    this.B = Math.min(requireWhole('samples of a probe', samples, network.leastRows), data.count);
    this.x = network.kernels.allocate(this.B * network.inputs);
    this.labels = new Uint16Array(this.B);
    this.before = network.parameters.slice();
    this.fill(data, scale);
  }

  /** Steps after which the next probe is due, given those made so far and those left in the epoch. */
  stepsToNext(made: number, left: number): number {
    return this.every > 0 ? Math.min(left, this.every - (made % this.every)) : left;
  }

  /** Keeps the network's parameters, `step` updates being made, for the size of the next update. */
  remember(step: number): void {
    this.before.set(this.network.parameters);
    this.rememberedAt = step;
  }

  /** All layers of the network as it is, `step` updates being made. */
  probe(epoch: number, step: number): Probe {
    const { network, before, B, x, labels } = this;
    // By the batch's own statistics, as a step of training sees it.
    network.forward(x, B, 'measurement');
    network.loss(labels);
    network.backward();
    const known = step > 0 && this.rememberedAt === step - 1;
    const { kernels, denseLayers } = network;
    const head = measureHead(network, B, labels);
    const layers = denseLayers.map((layer, k) => ({
      ...measureLayer(kernels, layer, B, k + 1, known ? viewOf(layer.linear.weight, before) : undefined),
      ...(layer.hidden ? {} : { head }),
    }));
    return { epoch, step, layers, attenuation: attenuationOf(layers) };
  }

  /** Gives its room back to the engine; no probe may follow. */
  dispose(): void {
    this.network.kernels.release?.(this.x);
  }

  private fill({ values, labels, features, count }: Dataset, scale: Scale): void {
    const row = scaleRow(scale, features, values instanceof Uint8Array);
    for (let k = 0; k < this.B; k++) {
      const sample = Math.floor((k * count) / this.B);
      row(values, sample * features, this.x, k * features);
      this.labels[k] = labels[sample];
    }
  }
}
