import { describe, expect, it } from 'vitest';
import { elementwise } from '../../src/activations/elementwise.ts';
import { hardSigmoid } from '../../src/activations/hard-sigmoid.ts';
import type { Activation, ScalarFunction } from '../../src/activations/index.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { fixture, worstError } from '../oracle.ts';

interface NetworksOracle {
  sizes: number[];
  x: number[][];
  labels: number[];
  W: number[][][];
  b: number[][];
  networks: Record<string, { logits: number[][]; loss: number; dW: number[][][]; db: number[][] }>;
}

const oracle = fixture<NetworksOracle>('networks.json');

/** W0, b0, W1, b1, ... as one list, the layout of a network's flat buffers. */
const flatten = (W: number[][][], b: number[][]) => W.flatMap((weights, k) => [...weights.flat(), ...b[k]]);

/** Largest relative errors of the oracle's network with that hidden activation. */
function errors(activation: string | Activation, want: NetworksOracle['networks'][string]) {
  const [inputs, ...units] = oracle.sizes;
  const layers = units.map((O, k) => dense(O, k < units.length - 1 ? activation : 'identity'));
  const network = new Network({ inputs, layers });
  network.parameters.set(flatten(oracle.W, oracle.b));
  network.forward(Float64Array.from(oracle.x.flat()));
  const loss = network.loss(Uint16Array.from(oracle.labels));
  network.backward();
  const gradients = flatten(want.dW, want.db);
  // Entries below a millionth of the largest carry the rounding of the others.
  const floor = 1e-6 * Math.max(...gradients.map(Math.abs));
  return {
    logits: worstError(network.logits, want.logits.flat()),
    loss: worstError([loss], [want.loss]),
    gradients: worstError(network.gradients, gradients, floor),
  };
}

describe('whole-network gradients against PyTorch autograd in float64', () => {
  const { 'hard-sigmoid': hardSigmoidOracle, ...others } = oracle.networks;

  // Measured worst: 9e-14 relative.
  it.each(Object.entries(others))('%s: logits, loss and all gradients to 1e-10', (activation, want) => {
    const found = errors(activation, want);
    expect(Math.max(...Object.values(found)), JSON.stringify(found)).toBeLessThan(1e-10);
  });

  it('hard-sigmoid to 1e-10, once its slope 1/6 is rounded to float32 as in PyTorch’s backward pass', () => {
    const { f, df } = hardSigmoid.scalar as ScalarFunction;
    const { name, aliases, formula, range, init, gain, source } = hardSigmoid;
    const facts = { name, aliases, formula, range, init, gain, source };
    const rounded = elementwise({ ...facts, f, df: (z, a, p) => Math.fround(df(z, a, p)) });
    expect(Math.max(...Object.values(errors(rounded, hardSigmoidOracle)))).toBeLessThan(1e-10);
    // Ours keeps the whole 1/6: it differs by float32's rounding in one layer or two, and in nothing else.
    expect(errors('hard-sigmoid', hardSigmoidOracle).gradients).toBeLessThan(2 * 2 ** -24 * 1.01);
  });
});
