import { describe, expect, it } from 'vitest';
import { activation, batchNorm, type LayerSpec, layerNorm, linear, residual } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { Update } from '../../src/nn/update.ts';
import { fixture, worstError } from '../oracle.ts';

type OracleLayer =
  | { kind: 'linear'; units: number }
  | { kind: 'activation'; name: string }
  | { kind: 'batch-norm'; epsilon: number; momentum: number }
  | { kind: 'layer-norm'; epsilon: number }
  | { kind: 'residual'; layers: OracleLayer[] };
type Tensor = number[] | number[][];

interface OracleNetwork {
  layers: OracleLayer[];
  parameters: { role: string; value: Tensor }[];
  first: { logits: number[][]; loss: number; gradients: Tensor[]; statistics: { role: string; value: number[] }[] };
  evaluationLogitsAfterFirst: number[][];
  training: { lr: number; losses: number[]; evaluationLogits: number[][]; statistics: { value: number[] }[] };
}

interface LayersOracle {
  x: number[][];
  labels: number[];
  networks: Record<string, OracleNetwork>;
}

const oracle = fixture<LayersOracle>('layers.json');
const ROWS = 9;
const x = Float64Array.from(oracle.x.flat());
const I = oracle.x[0].length;

/** Rows ROWS k to ROWS (k + 1) - 1. */
const batch = (k: number) => ({
  x: x.subarray(ROWS * I * k, ROWS * I * (k + 1)),
  labels: Uint16Array.from(oracle.labels.slice(ROWS * k, ROWS * (k + 1))),
});

function specOf(layer: OracleLayer): LayerSpec {
  switch (layer.kind) {
    case 'linear':
      return linear(layer.units);
    case 'activation':
      return activation(layer.name);
    case 'batch-norm':
      return batchNorm(layer);
    case 'layer-norm':
      return layerNorm(layer);
    case 'residual':
      return residual(layer.layers.map(specOf));
  }
}

function networkOf({ layers, parameters }: OracleNetwork): Network {
  const network = new Network({ inputs: I, layers: layers.map(specOf) });
  expect(network.layout.tensors.map(({ role }) => role)).toEqual(parameters.map(({ role }) => role));
  network.layout.tensors.forEach(({ values }, k) => {
    values.set(parameters[k].value.flat());
  });
  return network;
}

const statisticsOf = (network: Network) => network.statisticsLayout.tensors.map(({ values }) => [...values]);

/** Relative, but for values below a thousandth of the largest, which carry the rounding of the others. */
const error = (ours: ArrayLike<number>, theirs: ArrayLike<number>) =>
  worstError(ours, theirs, 1e-3 * Math.max(...Array.from(theirs, Math.abs)));

describe.each(Object.entries(oracle.networks))('%s, as PyTorch has it in float64', (_name, expected) => {
  it('logits, loss, all gradients and running statistics of one batch to 1e-10', () => {
    const { first, evaluationLogitsAfterFirst } = expected;
    const network = networkOf(expected);
    network.forward(batch(0).x, ROWS, 'training');
    // Measured worst of all below: 4e-13.
    expect(error(network.logits, first.logits.flat())).toBeLessThan(1e-10);
    expect(error([network.loss(batch(0).labels)], [first.loss])).toBeLessThan(1e-10);
    network.backward();
    expect(first.gradients).toHaveLength(network.layout.tensors.length);
    // As one list: biases before batch norm have gradients of rounding alone.
    expect(
      error(
        network.gradients,
        first.gradients.flatMap((tensor) => tensor.flat()),
      ),
    ).toBeLessThan(1e-10);
    expect(
      error(
        statisticsOf(network).flat(),
        first.statistics.flatMap(({ value }) => value),
      ),
    ).toBeLessThan(1e-10);
    network.forward(batch(0).x, ROWS);
    expect(error(network.logits, evaluationLogitsAfterFirst.flat())).toBeLessThan(1e-10);
  });

  it('25 steps with momentum to 1e-9 at every step', () => {
    const { lr, losses, evaluationLogits, statistics } = expected.training;
    const network = networkOf(expected);
    const update = new Update(network, { optimizer: 'momentum', momentum: 0.9 });
    expect(losses).toHaveLength(25);
    losses.forEach((theirs, step) => {
      const { x, labels } = batch(step % 5);
      network.forward(x, ROWS, 'training');
      // Measured worst: 2e-13.
      expect(error([network.loss(labels)], [theirs]), `step ${step}`).toBeLessThan(1e-9);
      network.backward();
      update.step(lr);
    });
    expect(
      error(
        statisticsOf(network).flat(),
        statistics.flatMap(({ value }) => value),
      ),
    ).toBeLessThan(1e-9);
    network.forward(x);
    expect(error(network.logits, evaluationLogits.flat())).toBeLessThan(1e-9);
  });
});
