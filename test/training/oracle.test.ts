import { describe, expect, it } from 'vitest';
import { Batches } from '../../src/dataset/batches.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { Update } from '../../src/nn/update.ts';
import { firstThousand } from '../dataset/first-thousand.ts';
import { fixture, optimizerSettings, worstError } from '../oracle.ts';

interface TrainingOracle {
  seed: number;
  runs: {
    activation: string;
    sizes: number[];
    optimizer: string;
    lr: number;
    lossPerStep: number[];
    gradNormPerLayerPerStep: number[][];
  }[];
}

const oracle = fixture<TrainingOracle>('training.json');

/** Weights of layer k that need no random numbers: sin(12.9898 (i O + o) + 78.233 k + seed) sqrt(6 / (I + O)). */
function sineWeights(network: Network): void {
  network.denseLayers.forEach(({ I, O, parameters }, k) => {
    for (let j = 0; j < I * O; j++) {
      parameters.W[j] = Math.sin(12.9898 * j + 78.233 * k + oracle.seed) * Math.sqrt(6 / (I + O));
    }
    parameters.b.fill(0);
  });
}

describe('real trainings, step by step, against PyTorch in float64', () => {
  const data = firstThousand();

  // Measured worst: see the message of each; 2e-12 relative.
  it.each(oracle.runs)('$activation $sizes $optimizer $lr: loss and gradient norms of 40 steps to 1e-8', (run) => {
    const [inputs, ...units] = run.sizes;
    const layers = units.map((O, k) => dense(O, k < units.length - 1 ? run.activation : 'identity'));
    const network = new Network({ inputs, layers });
    sineWeights(network);
    const update = new Update(network, optimizerSettings[run.optimizer]);
    const batches = new Batches({ data, scale: { kind: '255' }, batchSize: 50 });
    const x = new Float64Array(50 * inputs);
    const labels = new Uint16Array(50);

    const losses: number[] = [];
    const norms: number[][] = [];
    for (let step = 0; step < 40; step++) {
      batches.fill(step % batches.steps, x, labels);
      network.forward(x);
      losses.push(network.loss(labels));
      network.backward();
      norms.push(network.denseLayers.map(({ I, O, gradients }) => network.kernels.norm(I * O, gradients.W)));
      update.step(run.lr);
    }
    const errors = {
      loss: worstError(losses, run.lossPerStep),
      gradientNorms: worstError(norms.flat(), run.gradNormPerLayerPerStep.flat()),
    };
    expect(Math.max(...Object.values(errors)), JSON.stringify(errors)).toBeLessThan(1e-8);
  });
});
