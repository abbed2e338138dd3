import { describe, expect, it } from 'vitest';
import { addPenalties, clipGradients } from '../../src/nn/gradient-rules.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { Update, type UpdateOptions } from '../../src/nn/update.ts';

const network = () => new Network({ inputs: 2, layers: [dense(2, 'prelu'), dense(2)], init: 'nielsen' });

describe('gradient rules', () => {
  it('penalties touch weights only, not biases or slopes', () => {
    const net = network();
    addPenalties(net, { l1: 0.5, l2: 0.1 });
    for (const { parameters, gradients } of net.denseLayers) {
      expect([...gradients.W]).toEqual([...parameters.W].map((w) => 0.1 * w + 0.5 * Math.sign(w)));
      expect([...gradients.b, ...gradients.p].every((g) => g === 0)).toBe(true);
    }
  });

  it('act by role: l1 and l2 on weights, weight decay on all that is learned, as in PyTorch', () => {
    const layers = [dense(3, 'prelu', { norm: 'batch' }), dense(3, 'tanh', { norm: 'layer' }), dense(2)];
    const moved = (options: UpdateOptions) => {
      const net = new Network({ inputs: 2, layers, init: 'nielsen' });
      // Gains start at 1 and shifts at 0, which nothing could pull to 0.
      net.parameters.forEach((value, k) => {
        net.parameters[k] = value + 1;
      });
      const before = [net.parameters.slice(), net.statistics.slice()];
      new Update(net, options).step(0.1);
      expect(net.statistics).toEqual(before[1]);
      const changed = net.layout.tensors.filter(({ values, offset }) =>
        values.some((v, k) => v !== before[0][offset + k]),
      );
      return [...new Set(changed.map(({ role }) => role))].sort();
    };
    expect(moved({ l1: 0.1 })).toEqual(['weight']);
    expect(moved({ l2: 0.1 })).toEqual(['weight']);
    expect(moved({ weightDecay: 0.1 })).toEqual(['bias', 'gain', 'shift', 'slope', 'weight']);
    expect(moved({ weightDecay: 0.1, optimizer: 'adamw' })).toEqual(['bias', 'gain', 'shift', 'slope', 'weight']);
  });

  it('clipping leaves short gradients, and scales long ones to the norm', () => {
    const net = network();
    net.gradients.fill(2);
    const norm = 2 * Math.sqrt(net.layout.length);
    expect(clipGradients(net, 100)).toBeCloseTo(norm, 12);
    expect(net.gradients.every((g) => g === 2)).toBe(true);
    clipGradients(net, 1);
    expect(net.kernels.norm(net.layout.length, net.gradients)).toBeCloseTo(1, 12);
  });

  it('l2 with plain sgd is W <- (1 - lr l2) W for a zero gradient, and biases stay', () => {
    const net = network();
    const before = net.denseLayers.map(({ parameters: { W, b } }) => ({ W: [...W], b: [...b] }));
    new Update(net, { l2: 0.5 }).step(0.1);
    net.denseLayers.forEach(({ parameters: { W, b } }, k) => {
      before[k].W.forEach((w, j) => {
        expect(W[j]).toBeCloseTo(0.95 * w, 14);
      });
      expect([...b]).toEqual(before[k].b);
    });
  });
});
