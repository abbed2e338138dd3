import type { Values } from '../../src/activations/index.ts';
import type { Instruction, ParameterArrays, ProgramSpec } from '../../src/kernels/program.ts';
import { reference } from '../../src/kernels/reference/index.ts';
import type { OptimizerStep } from '../../src/kernels/rules.ts';

type Kind<K extends Instruction['kind']> = Extract<Instruction, { kind: K }>;

const zeros = (n: number) => new Float64Array(n);

/** A parameter with its gradient, in float64. */
interface Trained {
  readonly arrays: ParameterArrays;
  readonly values: Float64Array;
  readonly moments: Float64Array[];
  gradients: Float64Array;
}

/**
 * A training by its list of instructions in plain loops of float64: what a program must come to. Norms are written out here
 * a second time, per column and per row, by the formulas of the papers.
 */
export class TextbookProgram {
  private readonly trained = new Map<ParameterArrays, Trained>();
  private readonly statistics = new Map<Values, Float64Array>();
  /** Inputs of the last batch, and outputs of each instruction. */
  private x: Float64Array = zeros(0);
  private readonly outputs: Float64Array[] = [];
  private readonly masks = new Map<number, Float64Array>();

  constructor(private readonly spec: ProgramSpec) {
    for (const one of spec.instructions) {
      for (const part of Object.values(one)) {
        if (typeof part !== 'object' || !('role' in part)) continue;
        const arrays = part as ParameterArrays;
        const values = Float64Array.from(arrays.values);
        const moments = arrays.moments.map((moment) => Float64Array.from(moment));
        this.trained.set(arrays, { arrays, values, moments, gradients: zeros(values.length) });
      }
      if (one.kind !== 'batch-norm') continue;
      this.statistics.set(one.mean, Float64Array.from(one.mean));
      this.statistics.set(one.variance, Float64Array.from(one.variance));
    }
  }

  /** One step over these samples; returns its loss. */
  step(samples: readonly number[], step: OptimizerStep): number {
    const B = samples.length;
    const { head, l1, l2, clipNorm, optimizer, instructions } = this.spec;
    const logits = this.forward(samples, true);
    const O = instructions[instructions.length - 1].O;
    const labels = Uint16Array.from(samples, (sample) => this.spec.data.labels[sample]);
    const [probabilities, losses, dlogits] = [zeros(B * O), zeros(B), zeros(B * O)];
    head.activation.forward(B, O, logits, probabilities);
    head.losses(B, O, logits, probabilities, labels, losses);
    head.backward(B, O, logits, probabilities, labels, dlogits);
    this.backward(B, dlogits);
    for (const { arrays, values, gradients } of this.trained.values()) {
      if (arrays.role === 'weight') reference.addPenalty(values.length, l1, l2, values, gradients);
    }
    const all = [...this.trained.values()];
    const norm = Math.hypot(...all.flatMap(({ gradients }) => [...gradients]));
    for (const { values, moments, gradients } of all) {
      if (clipNorm > 0 && norm > clipNorm) reference.scale(gradients.length, clipNorm / norm, gradients);
      optimizer.update(step, values.length, values, gradients, moments);
    }
    return losses.reduce((sum, loss) => sum + loss, 0) / B;
  }

  /** Losses of these samples as evaluation sees them. */
  evaluate(samples: readonly number[]): Float64Array {
    const { head, instructions, data } = this.spec;
    const [B, O] = [samples.length, instructions[instructions.length - 1].O];
    const logits = this.forward(samples, false);
    const [probabilities, losses] = [zeros(B * O), zeros(B)];
    head.activation.forward(B, O, logits, probabilities);
    head.losses(
      B,
      O,
      logits,
      probabilities,
      Uint16Array.from(samples, (sample) => data.labels[sample]),
      losses,
    );
    return losses;
  }

  /** All parameters and statistics, in the order of instructions. */
  get numbers(): number[] {
    return [
      ...[...this.trained.values()].flatMap(({ values }) => [...values]),
      ...[...this.statistics.values()].flatMap((values) => [...values]),
    ];
  }

  private of(arrays: ParameterArrays): Trained {
    return this.trained.get(arrays) as Trained;
  }

  private input(k: number, inputs: Float64Array): Float64Array {
    return k < 0 ? inputs : this.outputs[k];
  }

  private forward(samples: readonly number[], training: boolean): Float64Array {
    const B = samples.length;
    this.x = this.inputs(samples);
    const { x } = this;
    this.spec.instructions.forEach((one, k) => {
      this.outputs[k] = this.output(one, k, B, x, training);
    });
    return this.outputs[this.outputs.length - 1];
  }

  private inputs(samples: readonly number[]): Float64Array {
    const { data } = this.spec;
    const x = zeros(samples.length * data.features);
    samples.forEach((sample, row) => {
      data.scaleRow(data.values, sample * data.features, x, row * data.features);
    });
    return x;
  }

  private output(one: Instruction, k: number, B: number, inputs: Float64Array, training: boolean): Float64Array {
    const x = this.input(k - 1, inputs);
    const y = zeros(B * one.O);
    switch (one.kind) {
      case 'linear':
        reference.affine(B, one.I, one.O, x, this.of(one.W).values, this.of(one.b).values, y);
        return y;
      case 'activation':
        one.activation.forward(B, one.O, x, y, one.slope && this.of(one.slope).values[0]);
        return y;
      case 'dropout':
        return this.dropped(one, k, x, training);
      case 'batch-norm':
        return this.normed(one, x, (n) => this.columnMoments(one, B, x, training)[n % one.O]);
      case 'layer-norm':
        return this.normed(one, x, (n) => rowMoments(one.O, x)[Math.floor(n / one.O)]);
      case 'add':
        return x.map((value, n) => value + this.input(one.from, inputs)[n]);
    }
  }

  private dropped({ O, rate }: Kind<'dropout'>, k: number, x: Float64Array, training: boolean): Float64Array {
    if (!training) return x.slice();
    const mask = zeros(x.length);
    reference.dropoutMask((x.length / O) * O, rate, this.spec.dropout, mask);
    this.masks.set(k, mask);
    return x.map((value, n) => value * mask[n]);
  }

  private normed(
    { O, epsilon, gain, shift }: Kind<'batch-norm' | 'layer-norm'>,
    x: Float64Array,
    moments: (n: number) => Moments,
  ): Float64Array {
    return x.map((value, n) => {
      const { mean, variance } = moments(n);
      return (
        (this.of(gain).values[n % O] * (value - mean)) / Math.sqrt(variance + epsilon) + this.of(shift).values[n % O]
      );
    });
  }

  /** Of each column: the batch's, which also move the running ones; in evaluation the running ones. */
  private columnMoments(one: Kind<'batch-norm'>, B: number, x: Float64Array, training: boolean): Moments[] {
    const { O, momentum } = one;
    const [means, variances] = [one.mean, one.variance].map((values) => this.statistics.get(values) as Float64Array);
    if (!training) return Array.from(means, (mean, o) => ({ mean, variance: variances[o] }));
    const key = x;
    const known = this.moments.get(key);
    if (known) return known;
    const found = Array.from({ length: O }, (_, o) => momentsOf(Array.from({ length: B }, (_, row) => x[row * O + o])));
    found.forEach(({ mean, variance }, o) => {
      means[o] += momentum * (mean - means[o]);
      variances[o] += momentum * ((variance * B) / (B - 1) - variances[o]);
    });
    this.moments.set(key, found);
    return found;
  }

  /** Moments of a batch, by the matrix that they are of: they move the running ones only once. */
  private readonly moments = new WeakMap<Float64Array, Moments[]>();

  private backward(B: number, dlogits: Float64Array): void {
    const { instructions } = this.spec;
    const inputs = this.x;
    const gradients = instructions.map(({ O }) => zeros(B * O));
    gradients[gradients.length - 1].set(dlogits);
    for (let k = instructions.length - 1; k >= 0; k--) {
      const one = instructions[k];
      const [x, dy] = [this.input(k - 1, inputs), gradients[k]];
      const dx = this.inputGradient(one, k, B, x, dy);
      if (k > 0) for (let n = 0; n < dx.length; n++) gradients[k - 1][n] += dx[n];
      if (one.kind === 'add' && one.from >= 0) for (let n = 0; n < dy.length; n++) gradients[one.from][n] += dy[n];
    }
  }

  private inputGradient(one: Instruction, k: number, B: number, x: Float64Array, dy: Float64Array): Float64Array {
    switch (one.kind) {
      case 'linear': {
        const dx = zeros(B * one.I);
        reference.weightGradient(B, one.I, one.O, x, dy, this.of(one.W).gradients);
        reference.biasGradient(B, one.O, dy, this.of(one.b).gradients);
        reference.inputGradient(B, one.I, one.O, dy, this.of(one.W).values, dx);
        return dx;
      }
      case 'activation': {
        const [dx, rows] = [zeros(dy.length), zeros(B)];
        const slope = one.slope && this.of(one.slope);
        one.activation.backward(B, one.O, x, this.outputs[k], dy, dx, slope?.values[0], slope ? rows : undefined);
        if (slope) slope.gradients = zeros(1).fill(rows.reduce((sum, row) => sum + row, 0));
        return dx;
      }
      case 'dropout':
        return dy.map((value, n) => value * (this.masks.get(k) as Float64Array)[n]);
      case 'batch-norm': {
        const moments = this.columnMoments(one, B, x, true);
        return this.normGradient(one, x, dy, (n) => n % one.O, moments, B);
      }
      case 'layer-norm':
        return this.normGradient(one, x, dy, (n) => Math.floor(n / one.O), rowMoments(one.O, x), one.O);
      case 'add':
        return dy.slice();
    }
  }

  /** Through x^ = (x - mean) / deviation, whose mean and deviation are of the `size` numbers of each group. */
  private normGradient(
    { O, epsilon, gain, shift }: Kind<'batch-norm' | 'layer-norm'>,
    x: Float64Array,
    dy: Float64Array,
    group: (n: number) => number,
    moments: readonly Moments[],
    size: number,
  ): Float64Array {
    const [dgain, dshift] = [zeros(O), zeros(O)];
    const deviation = (n: number) => Math.sqrt(moments[group(n)].variance + epsilon);
    const normal = x.map((value, n) => (value - moments[group(n)].mean) / deviation(n));
    const dnormal = dy.map((value, n) => value * this.of(gain).values[n % O]);
    const [sums, along] = [zeros(moments.length), zeros(moments.length)];
    dy.forEach((value, n) => {
      dgain[n % O] += value * normal[n];
      dshift[n % O] += value;
      sums[group(n)] += dnormal[n];
      along[group(n)] += dnormal[n] * normal[n];
    });
    this.of(gain).gradients = dgain;
    this.of(shift).gradients = dshift;
    return dnormal.map(
      (value, n) => (value - sums[group(n)] / size - (normal[n] * along[group(n)]) / size) / deviation(n),
    );
  }
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(values: readonly number[]): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

const rowMoments = (O: number, x: Float64Array): Moments[] =>
  Array.from({ length: x.length / O }, (_, row) => momentsOf(Array.from(x.subarray(row * O, (row + 1) * O))));
