import { message, setting } from '../util/message.ts';
import type { RandomStream } from '../util/random.ts';
import { requireLength, requireWhole } from '../util/require.ts';
import { UserError } from '../util/user-error.ts';
import type { Dataset } from './dataset.ts';
import { type Scale, type ScaleRow, scaleRow } from './scale.ts';

/** Which samples make batches, scaled and in what order. */
export interface BatchOptions {
  readonly data: Dataset;
  readonly scale: Scale;
  /** Samples per step; the last step of an epoch has fewer where it does not divide the count. */
  readonly batchSize: number;
  /** Without it, samples come in file order. */
  readonly shuffle?: RandomStream;
  /** Leaves out a last batch that is not full. */
  readonly dropLast?: boolean;
}

/**
 * An epoch's samples, scaled, batch by batch, into buffers of the caller's: nothing is allocated per step.
 * The order of an epoch depends on nothing but the state of `shuffle` before it, so that a resumed run meets the same.
 */
export class Batches {
  /** Per epoch. */
  readonly steps: number;
  readonly batchSize: number;
  readonly #data: Dataset;
  readonly #scaleRow: ScaleRow;
  readonly #shuffle: RandomStream | undefined;
  readonly #order: Uint32Array;

  /** @throws UserError for a batch size below 1 or above the number of samples */
  constructor({ data, scale, batchSize, shuffle, dropLast = false }: BatchOptions) {
    requireWhole(setting('batchSize'), batchSize, 1);
    if (batchSize > data.count) {
      throw new UserError({
        rule: message`${setting('batchSize')} must be at most ${data.count}, the samples of ${data.name}`,
        received: batchSize,
      });
    }
    if (scale.mean && scale.mean.length !== 1 && scale.mean.length !== data.features) {
      throw new UserError({
        rule: `${data.name} must have ${scale.mean.length} values per sample, as the data that its scale was fitted to`,
        received: data.features,
      });
    }
    this.steps = (dropLast ? Math.floor : Math.ceil)(data.count / batchSize);
    this.batchSize = batchSize;
    this.#data = data;
    this.#scaleRow = scaleRow(scale, data.features, data.values instanceof Uint8Array);
    this.#shuffle = shuffle;
    this.#order = Uint32Array.from({ length: data.count }, (_, k) => k);
  }

  /** The samples of the epoch, in order. */
  get order(): Uint32Array {
    return this.#order;
  }

  /** How many of them the epoch's steps take. */
  get samples(): number {
    return Math.min(this.steps * this.batchSize, this.#data.count);
  }

  /** Draws the order of the next epoch. Without a stream there is nothing to do. */
  startEpoch(): void {
    this.#shuffle?.shuffle(this.#order);
  }

  /** B of that step: the last of an epoch may be smaller. */
  rows(step: number): number {
    return Math.min(this.batchSize, this.samples - step * this.batchSize);
  }

  /**
   * Writes the inputs and labels of step 0..steps-1 of the epoch.
   * @param x [B][I] with I = features; filled from the start
   * @param labels [B]
   * @returns B, the rows of this batch
   */
  fill(step: number, x: Float64Array | Float32Array, labels: Uint16Array): number {
    const { features, values, labels: allLabels } = this.#data;
    if (!(step >= 0 && step < this.steps)) throw new RangeError(`step ${step} of an epoch of ${this.steps}`);
    const first = step * this.batchSize;
    const rows = this.rows(step);
    requireLength('x[B][I]', x, rows * features);
    requireLength('labels[B]', labels, rows);
    for (let row = 0; row < rows; row++) {
      const sample = this.#order[first + row];
      this.#scaleRow(values, sample * features, x, row * features);
      labels[row] = allLabels[sample];
    }
    return rows;
  }
}
