import { describe, expect, it } from 'vitest';
import type { Optimizer, OptimizerStep } from '../../src/kernels/kernels.ts';
import { hasCoefficients, writeCoefficients } from '../../src/kernels/wasm/coefficients.ts';
import { constants } from '../../src/kernels/wasm/program/records.ts';
import { routineName } from '../../src/kernels/wasm/routines.ts';
import { optimizerByName, optimizers } from '../../src/nn/optimizers/index.ts';
import { randomSource } from '../../src/util/random.ts';
import { type FlavourMemory, flavours } from './flavours.ts';

/** Parameters, gradients and the two moments that an optimizer has at most. */
interface State {
  readonly w: Float32Array;
  readonly g: Float32Array;
  readonly moments: readonly Float32Array[];
}

/** Gradients of this size, with moments that fit them: squares are of its square. */
function draw(optimizer: Optimizer, n: number, size: number): State {
  const random = randomSource(n).stream(optimizer.name);
  const normal = (scale: number) => Float32Array.from({ length: n }, () => random.normal() * scale);
  const moments = optimizer.moments.map((name) =>
    name === 'square' ? normal(size).map((value) => value * value) : normal(size),
  );
  return { w: normal(1), g: normal(size), moments };
}

/** A step, but for the optimizer's own constants. */
type Step = Omit<OptimizerStep, 'constants'>;

const stepOf = (step: Step, { constants }: Optimizer) => ({ ...step, constants: constants.map(({ value }) => value) });

/** The state after one step of the routine. */
function run(memory: FlavourMemory, optimizer: Optimizer, step: Step, { w, g, moments }: State): State {
  memory.clear();
  const coefficients = memory.place(new Float32Array(constants.COEFFICIENTS));
  writeCoefficients(optimizer.name, stepOf(step, optimizer), coefficients);
  const [weights, gradients] = [memory.place(w), memory.place(g)];
  const placed = moments.map((moment) => memory.place(moment));
  const [m, v] = placed.map(({ byteOffset }) => byteOffset);
  memory.wasm[routineName(optimizer.name, 'step')](
    w.length,
    weights.byteOffset,
    gradients.byteOffset,
    m ?? 0,
    v ?? 0,
    coefficients.byteOffset,
  );
  expect(memory.intact()).toBe(true);
  expect(gradients).toEqual(g);
  return { w: weights.slice(), g, moments: placed.map((moment) => moment.slice()) };
}

/** The arrays after one step of the textbook, in float64. */
function textbook(optimizer: Optimizer, step: Step, { w, g, moments }: State): Float64Array[] {
  const [weights, ...others] = [w, ...moments].map((values) => Float64Array.from(values));
  optimizer.update(stepOf(step, optimizer), w.length, weights, Float64Array.from(g), others);
  return [weights, ...others];
}

/** The same with all terms positive: what rounding errors are relative to. */
function magnitudes(optimizer: Optimizer, step: Step, { w, g, moments }: State): Float64Array[] {
  const [weights, gradients, ...others] = [w, g, ...moments].map((values) => values.map(Math.abs));
  const upwards = { ...step, learningRate: -step.learningRate };
  return textbook(optimizer, upwards, { w: weights, g: gradients, moments: others });
}

const steps: Step[] = [1, 2, 10, 1000, 100_000].flatMap((t) => [
  { t, learningRate: 0.05, momentum: 0.9, weightDecay: 0 },
  { t, learningRate: 0.001, momentum: 0.99, weightDecay: 0.01 },
]);

/** With PyTorch's constants, and with others: each of them must reach the routine. */
const withOthers = [
  'rmsprop:0.8,0.01',
  'adagrad:0.01',
  'adam:0.8,0.9,0.01',
  'adamw:0.8,0.9,0.01',
  'nadam:0.8,0.9,0.01',
];
/** An optimizer of a recipe need not have any. */
const withRoutines = optimizers.filter(({ name }) => routineName(name, 'step') in flavours[0].memory.wasm);
const variants = [...withRoutines, ...withOthers.map(optimizerByName)].map((optimizer) => ({
  title: [optimizer.name, ...optimizer.constants.map(({ value }) => value)].join(' '),
  optimizer,
}));

/** Rounding errors of a step, relative to the sum of its terms' magnitudes, in units of 2^-24; measured 4.9. */
const BOUND = 6;

describe('routines', () => {
  it('are all looked at, and have coefficients', () => {
    const parts = withRoutines.map(({ name }) => routineName(name, 'step'));
    for (const { memory } of flavours) {
      expect(
        Object.keys(memory.wasm)
          .filter((name) => name.endsWith('__step'))
          .sort(),
      ).toEqual(parts.sort());
    }
    expect(withRoutines.every(({ name }) => hasCoefficients(name))).toBe(true);
  });

  it('say so where there is none', () => {
    const [step] = steps;
    expect(() => writeCoefficients('toString', { ...step, constants: [] }, new Float32Array(8))).toThrow('toString');
  });
});

describe.each(flavours)('$name build', ({ memory }) => {
  it.each(variants)('$title: one step, early and late, gradients from 1e-15 to 1e15', ({ optimizer }) => {
    for (const step of steps) {
      for (const size of [0, 1e-15, 1e-6, 1, 1e6, 1e15]) {
        const state = draw(optimizer, 203, size);
        const after = run(memory, optimizer, step, state);
        const want = textbook(optimizer, step, state);
        const scale = magnitudes(optimizer, step, state);
        [after.w, ...after.moments].forEach((ours, array) => {
          ours.forEach((value, k) => {
            const error = Math.abs(value - want[array][k]) / (scale[array][k] * 2 ** -24 + 2 ** -149);
            if (!(error <= BOUND)) {
              expect.fail(`t ${step.t}, size ${size}, array ${array}: ${value} instead of ${want[array][k]}, ${error}`);
            }
          });
        });
      }
    }
  });

  it.each([...withRoutines])('$name: any length, the same bits, nothing beyond the arrays', (optimizer) => {
    const state = draw(optimizer, 40, 1);
    const whole = run(memory, optimizer, steps[3], state);
    const first = (n: number, { w, g, moments }: State): State => ({
      w: w.slice(0, n),
      g: g.slice(0, n),
      moments: moments.map((moment) => moment.slice(0, n)),
    });
    for (let n = 0; n <= 40; n++) expect(run(memory, optimizer, steps[3], first(n, state))).toEqual(first(n, whole));
  });
});
