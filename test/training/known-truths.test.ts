import { describe, expect, it } from 'vitest';
import { loadMnist10k } from '../../src/dataset/digits/mnist10k.ts';
import { selectEngine } from '../../src/kernels/index.ts';
import type { HeadName } from '../../src/nn/heads/index.ts';
import type { Initializer } from '../../src/nn/initializers.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { Prober } from '../../src/training/probes/probe.ts';
import { randomSource } from '../../src/util/random.ts';

/** What the literature says of untrained networks, on real digits. Ranges beside the bounds were measured over 24 seeds or more. */
const seeds = [0, 1, 2];
const { train: digits } = loadMnist10k();
const { kernels } = selectEngine();

interface Untrained {
  hidden: number[];
  activation: string;
  init: string | Initializer;
  head?: HeadName;
  samples?: number;
}

/** An untrained network after forward and backward of a probe batch, with what the probe says of its layers. */
function untrained(seed: number, { hidden, activation, init, head, samples = 256 }: Untrained) {
  const layers = [...hidden.map((units) => dense(units, activation)), dense(10)];
  const random = randomSource(seed);
  const network = new Network({ inputs: 784, layers, init, kernels, random, ...(head && { head }) });
  const { layers: seen } = new Prober(network, digits, { kind: '255' }, { samples }).probe(0, 0);
  return { network, seen };
}

/** Each figure over the next: how much is left of the upper layer's in the lower one. */
const steps = (figures: readonly number[]) => figures.slice(1).map((above, k) => figures[k] / above);
const spread = (figures: readonly number[]) => Math.max(...figures) / Math.min(...figures);

describe('Nielsen, Neural Networks and Deep Learning, chapter 5', () => {
  // The book's own setting: weights N(0, 1/I), biases N(0, 1), logistic outputs, cross-entropy, 1,000 images. Its factors
  // are 5.67, 4.12 and 4.07, for one seed.
  const network = (seed: number) =>
    untrained(seed, {
      hidden: [30, 30, 30, 30],
      activation: 'sigmoid',
      init: 'nielsen',
      head: 'sigmoid-binary-cross-entropy',
      samples: 1000,
    });

  it.each(seeds)(
    'sigmoid, 4 x 30, seed %i: each layer’s gradient is 3.5 to 8.6 times smaller than the next’s',
    (seed) => {
      // Root mean square of dL/dz over units and images. Measured over 60 seeds: 3.73 to 6.82.
      const { seen } = network(seed);
      for (const left of steps(seen.slice(0, 4).map(({ deltaRms }) => deltaRms))) {
        expect(1 / left).toBeGreaterThan(3.5);
        expect(1 / left).toBeLessThan(8.6);
      }
    },
  );

  it.each(seeds)(
    'seed %i: so is the book’s own figure, the norm of dC/db averaged over the images, layer by layer in the mean',
    (seed) => {
      // Measured over 60 seeds: 4.18 to 6.09 in the geometric mean of the three steps, 3.44 to 7.34 in single ones.
      const [first, , , last] = network(seed).network.denseLayers.map(({ gradients }) => Math.hypot(...gradients.b));
      expect(Math.cbrt(last / first)).toBeGreaterThan(3.5);
      expect(Math.cbrt(last / first)).toBeLessThan(8.6);
    },
  );
});

describe('Glorot & Bengio (2010), tanh, 5 layers', () => {
  /** Their formula 1: U(+-1/sqrt(I)), biases 0. */
  const standard: Initializer = {
    name: 'standard',
    formula: 'U(+-1/sqrt(I))',
    source: 'Glorot & Bengio (2010), formula 1',
    weights(I, _O, random, W) {
      for (let k = 0; k < W.length; k++) W[k] = (2 * random.uniform() - 1) / Math.sqrt(I);
    },
  };
  const figures = (seed: number, init: string | Initializer) => {
    const { seen, network } = untrained(seed, { hidden: new Array(5).fill(100), activation: 'tanh', init });
    return {
      deltas: seen.slice(0, 5).map(({ deltaRms }) => deltaRms),
      weightGradients: seen.slice(0, 5).map(({ gradientNorm }, k) => {
        return gradientNorm / Math.sqrt(network.denseLayers[k].I * network.denseLayers[k].O);
      }),
    };
  };

  it.each(seeds)('seed %i, U(+-1/sqrt(I)): dL/dz shrinks downwards (fig. 7)', (seed) => {
    const { deltas } = figures(seed, standard);
    // Measured: 0.536 to 0.604 a layer, where sqrt(1/3) = 0.577 for a linear network.
    for (const left of steps(deltas)) {
      expect(left).toBeGreaterThan(0.5);
      expect(left).toBeLessThan(0.65);
    }
  });

  it.each(seeds)('seed %i, U(+-1/sqrt(I)): weight gradients stay about equal all the same', (seed) => {
    // The largest over the smallest of the five layers. Measured: 1.04 to 1.31; dL/dz differs by 8.7 to 10.4.
    const { weightGradients, deltas } = figures(seed, standard);
    expect(spread(weightGradients)).toBeLessThan(1.5);
    expect(spread(deltas)).toBeGreaterThan(7);
  });

  it.each(seeds)('seed %i, glorot-uniform evens out dL/dz (fig. 11)', (seed) => {
    // Measured: 1.34 to 1.62.
    expect(spread(figures(seed, 'glorot-uniform').deltas)).toBeLessThan(2);
  });
});

describe('the signal through 10 layers of 100', () => {
  const lastOverFirst = (seed: number, activation: string, init: string) => {
    const { seen } = untrained(seed, { hidden: new Array(10).fill(100), activation, init });
    return seen[9].activationStd / seen[0].activationStd;
  };

  it.each(seeds)('seed %i: he-normal keeps the spread of relu outputs, glorot-normal does not', (seed) => {
    // He et al. (2015), section 2.2. Measured: 0.42 to 1.73, and 0.019 to 0.077.
    const kept = lastOverFirst(seed, 'relu', 'he-normal');
    expect(kept).toBeGreaterThan(0.3);
    expect(kept).toBeLessThan(2.5);
    expect(lastOverFirst(seed, 'relu', 'glorot-normal')).toBeLessThan(0.12);
  });

  it.each(seeds)('seed %i: weights N(0, 0.01^2) kill those of tanh', (seed) => {
    // A factor of 0.01 sqrt(100) = 0.1 a layer. Measured: 7.6e-10 to 1.13e-9.
    const left = lastOverFirst(seed, 'tanh', 'normal:0.01');
    expect(left).toBeGreaterThan(5e-10);
    expect(left).toBeLessThan(2e-9);
  });
});
