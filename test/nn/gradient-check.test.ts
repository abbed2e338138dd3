import { describe, expect, it } from 'vitest';
import { elementwise } from '../../src/activations/elementwise.ts';
import { activations } from '../../src/activations/index.ts';
import { checkAllGradients, checkGradients } from '../../src/nn/gradient-check.ts';
import { headNames } from '../../src/nn/heads/index.ts';

describe('backpropagation against central differences', () => {
  const all = [...checkAllGradients()];

  it('covers every activation x head x {no, one, three hidden layers}, three also x norm x {plain, residual}', () => {
    expect(all).toHaveLength(activations.length * headNames.length * 8);
    const kinds = new Set(all.map(({ hidden, norm, residual }) => `${hidden.length} ${norm} ${residual}`));
    const three = ['none', 'batch', 'layer'].flatMap((norm) => [`3 ${norm} false`, `3 ${norm} true`]);
    expect([...kinds].sort()).toEqual(['0 none false', '1 none false', ...three].sort());
  });

  // Measured worst: 9e-9 (softmax in three hidden layers, whose gradients are the smallest).
  it.each(activations.map(({ name }) => name))('%s: relative error at most 1e-6 in every combination', (name) => {
    const own = all.filter(({ activation }) => activation === name);
    const worst = own.reduce((a, b) => (b.relativeError > a.relativeError ? b : a));
    expect(worst.relativeError, JSON.stringify(worst)).toBeLessThanOrEqual(1e-6);
  });

  it('finds a derivative that is wrong by a thousandth', () => {
    const wrong = elementwise({
      name: 'wrong-tanh',
      aliases: [],
      formula: '',
      source: '',
      range: [-1, 1],
      init: 'glorot-uniform',
      gain: 1,
      f: Math.tanh,
      df: (_z, a) => 1.001 * (1 - a * a),
    });
    expect(
      checkGradients(wrong, 'softmax-cross-entropy', { hidden: [6], norm: 'none', residual: false }).relativeError,
    ).toBeGreaterThan(1e-4);
  });
});
