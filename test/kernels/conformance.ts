import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import type { Kernels, Values } from '../../src/kernels/kernels.ts';
import { heads } from '../../src/nn/heads/index.ts';
import { optimizers } from '../../src/nn/optimizers/index.ts';
import { randomSource } from '../../src/util/random.ts';
import { type ConformanceTools, normConformance } from './conformance-norms.ts';

/**
 * What every engine must do, on sizes that are and are not multiples of a vector's width. Products are checked against
 * sums written out here in the plainest way; activations, heads and optimizers against their own textbook formulas.
 *
 * @param tolerance largest |engine - plain| / (sum of the terms' magnitudes), for sums; for functions relative to
 *   max(1, |value|)
 */
export function conformance(kernels: Kernels, tolerance: number): void {
  const size = fc.integer({ min: 1, max: 19 });
  const shapes = fc.record({ B: size, I: size, O: size, seed: fc.integer() });

  const draw = (seed: number, name: string, n: number): Values => {
    const random = randomSource(seed).stream(name);
    const values = kernels.allocate(n);
    for (let k = 0; k < n; k++) values[k] = random.normal();
    return values;
  };
  const filled = (n: number, value: number): Values => kernels.allocate(n).fill(value);

  const expectSums = (ours: Values, terms: (k: number) => number[]) => {
    for (let k = 0; k < ours.length; k++) {
      const list = terms(k);
      const sum = list.reduce((a, b) => a + b, 0);
      const magnitude = list.reduce((a, b) => a + Math.abs(b), 1e-30);
      if (!(Math.abs(ours[k] - sum) <= tolerance * magnitude)) expect.fail(`entry ${k}: ${ours[k]} instead of ${sum}`);
    }
  };
  const expectClose = (ours: Values, theirs: Values, n = ours.length) => {
    for (let k = 0; k < n; k++) {
      const far = Math.abs(ours[k] - theirs[k]) > tolerance * Math.max(1, Math.abs(theirs[k]));
      if (far || Number.isNaN(ours[k]) !== Number.isNaN(theirs[k]))
        expect.fail(`entry ${k}: ${ours[k]} instead of ${theirs[k]}`);
    }
  };
  const range = (n: number) => Array.from({ length: n }, (_, k) => k);
  const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
    fc.assert(fc.property(arbitrary, check), { numRuns: 60 });

  describe(`conformance of ${kernels.name}`, () => {
    it('affine: z = x W + b', () =>
      property(shapes, ({ B, I, O, seed }) => {
        const [x, W, b] = [draw(seed, 'x', B * I), draw(seed, 'W', I * O), draw(seed, 'b', O)];
        const z = filled(B * O, Number.NaN);
        kernels.affine(B, I, O, x, W, b, z);
        expectSums(z, (k) => {
          const [row, o] = [Math.floor(k / O), k % O];
          return [b[o], ...range(I).map((i) => x[row * I + i] * W[i * O + o])];
        });
      }));

    it('weightGradient: dW = transposed x times dz', () =>
      property(shapes, ({ B, I, O, seed }) => {
        const [x, dz] = [draw(seed, 'x', B * I), draw(seed, 'dz', B * O)];
        const dW = filled(I * O, Number.NaN);
        kernels.weightGradient(B, I, O, x, dz, dW);
        expectSums(dW, (k) => range(B).map((row) => x[row * I + Math.floor(k / O)] * dz[row * O + (k % O)]));
      }));

    it('biasGradient: db = sum of dz over its rows', () =>
      property(shapes, ({ B, O, seed }) => {
        const dz = draw(seed, 'dz', B * O);
        const db = filled(O, Number.NaN);
        kernels.biasGradient(B, O, dz, db);
        expectSums(db, (o) => range(B).map((row) => dz[row * O + o]));
      }));

    it('inputGradient: dx = dz times transposed W', () =>
      property(shapes, ({ B, I, O, seed }) => {
        const [dz, W] = [draw(seed, 'dz', B * O), draw(seed, 'W', I * O)];
        const dx = filled(B * I, Number.NaN);
        kernels.inputGradient(B, I, O, dz, W, dx);
        expectSums(dx, (k) => {
          const [row, i] = [Math.floor(k / I), k % I];
          return range(O).map((o) => dz[row * O + o] * W[i * O + o]);
        });
      }));

    it('reads and writes the named part only, of arrays that are longer', () => {
      const [x, W, b] = [draw(1, 'x', 40), draw(1, 'W', 40), draw(1, 'b', 40)];
      const z = filled(40, 7);
      kernels.affine(2, 3, 5, x, W, b, z);
      kernels.inputGradient(2, 3, 5, x, W, z.subarray(10));
      expect(z.subarray(16)).toEqual(filled(24, 7));
      kernels.weightGradient(2, 3, 5, x, W, z);
      kernels.biasGradient(2, 5, x, z);
      kernels.scale(3, 2, z);
      expect(z.subarray(16)).toEqual(filled(24, 7));
    });

    it.each([...activations])('$name: forward and backward as its own formulas have them', (activation) =>
      property(shapes, ({ B, O, seed }) => {
        const n = B * O;
        const [z, da, p] = [draw(seed, 'z', n), draw(seed, 'da', n), filled(1, activation.parameter?.initial ?? 0)];
        for (let k = 0; k < n; k++) z[k] *= 4;
        const [a, dz, dp] = [filled(n, Number.NaN), filled(n, Number.NaN), filled(1, Number.NaN)];
        const [wantA, wantDz, wantDp] = [new Float64Array(n), new Float64Array(n), new Float64Array(B)];
        activation.forward(B, O, z, wantA, p[0]);
        activation.backward(B, O, z, wantA, da, wantDz, p[0], wantDp);

        kernels.activate(activation, B, O, z, p, a);
        kernels.activationGradient(activation, B, O, z, a, p, da, dz, dp);
        expectClose(a, wantA);
        expectClose(dz, wantDz);
        if (activation.parameter) expectSums(dp, () => [...wantDp]);

        kernels.activationGradient(activation, B, O, z, a, p, da, da, dp);
        expectClose(da, wantDz);
      }),
    );

    it.each([...heads])('$name: outputs, losses and gradient as its own formulas have them', (head) =>
      property(shapes, ({ B, O, seed }) => {
        const n = B * O;
        const logits = draw(seed, 'logits', n);
        const labels = Uint16Array.from({ length: B }, (_, row) => (row * 7 + 3) % O);
        const [outputs, dlogits, losses] = [filled(n, Number.NaN), filled(n, Number.NaN), filled(B, Number.NaN)];
        const [wantOutputs, wantDlogits, wantLosses] = [new Float64Array(n), new Float64Array(n), new Float64Array(B)];
        head.activation.forward(B, O, logits, wantOutputs);
        head.losses(B, O, logits, wantOutputs, labels, wantLosses);
        head.backward(B, O, logits, wantOutputs, labels, wantDlogits);

        kernels.headOutputs(head, B, O, logits, outputs);
        kernels.headLosses(head, B, O, logits, outputs, labels, losses);
        kernels.headBackward(head, B, O, logits, outputs, labels, dlogits);
        expectClose(outputs, wantOutputs);
        expectClose(losses, wantLosses);
        expectClose(dlogits, wantDlogits);
      }),
    );

    it.each([...optimizers])('$name: three steps as its own loop takes them', (optimizer) =>
      property(fc.record({ n: fc.integer({ min: 1, max: 70 }), seed: fc.integer() }), ({ n, seed }) => {
        const parameters = draw(seed, 'parameters', n);
        const want = Float64Array.from(parameters);
        const moments = optimizer.moments.map(() => kernels.allocate(n));
        const wantMoments = optimizer.moments.map(() => new Float64Array(n));
        for (let t = 1; t <= 3; t++) {
          const gradients = draw(seed, `gradients ${t}`, n);
          const constants = optimizer.constants.map(({ value }) => value);
          const step = { t, learningRate: 0.05, momentum: 0.9, weightDecay: 0.01, constants };
          kernels.step(optimizer, step, n, parameters, gradients, moments);
          optimizer.update(step, n, want, gradients, wantMoments);
        }
        expectClose(parameters, want);
        moments.forEach((moment, k) => {
          expectClose(moment, wantMoments[k]);
        });
      }),
    );

    it('dropoutMask keeps the mean: 0 or 1 / (1 - rate), in the share asked for', () => {
      const mask = filled(20_000, Number.NaN);
      kernels.dropoutMask(20_000, 0.3, randomSource(1).stream('dropout'), mask);
      const dropped = mask.filter((value) => value === 0).length / mask.length;
      // Three standard deviations of a share of 20,000 draws are 0.0097.
      expect(Math.abs(dropped - 0.3)).toBeLessThan(0.0097);
      const kept = kernels.allocate(1).fill(1 / 0.7)[0];
      expect(mask.every((value) => value === 0 || value === kept)).toBe(true);
    });

    const tools: ConformanceTools = { draw, filled, expectSums, property };
    normConformance(kernels, tools);

    it('multiply, add, scale, norm, addPenalty', () =>
      property(fc.record({ n: fc.integer({ min: 1, max: 70 }), seed: fc.integer() }), ({ n, seed }) => {
        const [u, v] = [draw(seed, 'u', n), draw(seed, 'v', n)];
        const product = filled(n, Number.NaN);
        kernels.multiply(n, u, v, product);
        expectSums(product, (k) => [u[k] * v[k]]);
        const sum = filled(n, Number.NaN);
        kernels.add(n, u, v, sum);
        expectSums(sum, (k) => [u[k], v[k]]);
        expectSums(kernels.allocate(1).fill(kernels.norm(n, u) ** 2), () => [...u].map((value) => value * value));
        const gradient = v.slice();
        kernels.addPenalty(n, 0.25, 0.5, u, gradient);
        expectSums(gradient, (k) => [v[k], 0.5 * u[k], 0.25 * Math.sign(u[k])]);
        const scaled = u.slice();
        kernels.scale(n, 1.5, scaled);
        expectSums(scaled, (k) => [1.5 * u[k]]);
      }));
  });
}
