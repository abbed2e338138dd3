import { describe, expect, it } from 'vitest';
import { activationFromFormula } from '../../../src/activations/formula/from-formula.ts';
import { activations } from '../../../src/activations/index.ts';
import { createWasm } from '../../../src/kernels/wasm/index.ts';
import { headByName } from '../../../src/nn/heads/index.ts';
import { optimizerByName } from '../../../src/nn/optimizers/index.ts';
import { byteData, type Case, distance, expectSame, outcome } from '../outcome.ts';

const data = byteData(30, 45, 0.2);

describe('a training with a formula', () => {
  const cases: [formula: string, more: Partial<Case>][] = [
    ['z * sigmoid(1.702 * z)', {}],
    ['z / (1 + abs(z))', { dropout: 0.3, optimizer: 'adam', learningRate: 0.01 }],
    ['z > 0 ? z : p * z; p = 0.25', { clipNorm: 0.5, weightDecay: 0.01 }],
    ['log(1 + exp(z))', { norm: 'batch' }],
    ['sin(z) + hard-tanh(z)', { norm: 'layer', hidden: [13, 13], residual: true }],
  ];

  it.each(cases)('%s: as in the textbook, and the same bits for any number of threads', async (formula, more) => {
    const one: Case = { data, hidden: [13, 9], activation: formula, ...more };
    await expectSame(one);
    const alone = await outcome(createWasm(), one);
    expect(alone.losses.at(-1)).not.toBe(alone.losses[0]);
    for (const threads of [2, 3, 5]) expect(await outcome(createWasm(), { ...one, threads })).toEqual(alone);
  });

  it('leaves nothing to JavaScript', () => {
    const formula = activationFromFormula('z * sigmoid(1.702 * z)');
    const parts = { head: headByName('softmax-cross-entropy'), optimizer: optimizerByName('sgd') };
    expect(createWasm().slowedBy?.({ ...parts, activations: [formula] })).toBeUndefined();
  });

  it.each(activations.filter(({ scalar }) => scalar).map((one) => [one.name, one] as const))(
    'that is the formula of %s is the training with it, to float32’s rounding',
    async (_name, activation) => {
      const built = await outcome(createWasm(), { data, hidden: [13, 9], activation });
      // Some papers give theirs other first weights than the shape of the function would.
      const formula = { ...activationFromFormula(activation.formula), init: activation.init };
      const typed = await outcome(createWasm(), { data, hidden: [13, 9], activation: formula });
      // Measured: at most 2e-6.
      expect(distance(typed.losses, built.losses)).toBeLessThan(1e-5);
      expect(distance(typed.parameters, built.parameters)).toBeLessThan(1e-5);
    },
  );
});
