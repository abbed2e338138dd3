import { expect, it } from 'vitest';
import { reference } from '../../src/kernels/reference/index.ts';
import { type Assembly, assemble } from '../../src/runs/assemble.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { train } from '../../src/training/train.ts';

const label = (name: string) => name;
/** Step by step, where a test can look at each batch; that the wasm engine does the same is tested with its programs. */
const values = {
  engine: 'reference',
  trainSize: 60,
  hidden: [8, 8],
  init: 'glorot-uniform',
  seed: 5,
  batchSize: 10,
  epochs: 2,
  lr: 1e-12,
};

/** The labels of each step's batch: what tells their order. */
async function order({ options, network }: Assembly): Promise<number[][]> {
  const batches: number[][] = [];
  const { loss } = network;
  network.loss = (labels) => {
    batches.push([...labels]);
    return loss.call(network, labels);
  };
  for await (const event of train({ ...options, test: null, probe: false }))
    if (event.type === 'diverged') throw new Error('diverged');
  return batches;
}

it('another activation with the same seed starts from the same weights and meets the same batches', async () => {
  const [relu, tanh, other] = await Promise.all(
    [{ activation: 'relu' }, { activation: 'tanh' }, { activation: 'tanh', seed: 6 }].map((more) =>
      assemble(resolveSettings({ label, values: { ...values, ...more } })),
    ),
  );
  expect(tanh.network.kernels).toBe(relu.network.kernels);
  expect([...tanh.network.parameters]).toEqual([...relu.network.parameters]);
  expect([...other.network.parameters]).not.toEqual([...relu.network.parameters]);
  const batches = await order(relu);
  expect(batches).toHaveLength(12);
  expect(batches[0]).not.toEqual(batches[6]);
  expect(await order(tanh)).toEqual(batches);
  expect(await order(other)).not.toEqual(batches);
});

it('so do the draws of the activation’s own initializer: they differ in scale alone', async () => {
  const network = async (activation: string) =>
    (await assemble(resolveSettings({ label, values: { ...values, init: 'auto', activation } }))).network;
  const [relu, selu] = [await network('relu'), await network('selu')];
  expect(relu.kernels).toBe(reference);
  // He's sqrt(2 / I) against LeCun's sqrt(1 / I), draw by draw.
  const ratios = [...relu.denseLayers[0].parameters.W].map((w, k) => w / selu.denseLayers[0].parameters.W[k]);
  for (const ratio of ratios) expect(ratio).toBeCloseTo(Math.SQRT2, 12);
});

it('without shuffling, every epoch goes through the samples in file order', async () => {
  const assembly = await assemble(resolveSettings({ label, values: { ...values, shuffle: false } }));
  const inFileOrder = [...assembly.splits.train.labels];
  const batches = await order(assembly);
  expect(batches.slice(0, 6).flat()).toEqual(inFileOrder);
  expect(batches.slice(6).flat()).toEqual(inFileOrder);
});
