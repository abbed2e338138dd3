import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layerFacts } from '../../../src/formats/layer-facts.ts';
import { networkOf } from '../../../src/formats/plain-network.ts';
import { sequentialOf } from '../../../src/formats/pytorch/state-dict.ts';
import { encodeSafetensors } from '../../../src/formats/safetensors.ts';
import { reference } from '../../../src/kernels/reference/index.ts';
import { activation, batchNorm, dense, linear, residual } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import { networkTensors } from '../../../src/runs/models/model-file.ts';
import { readModelFile } from '../../../src/runs/models/model-source.ts';
import { randomSource } from '../../../src/util/random.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';

const network = new Network({
  inputs: 6,
  layers: [
    dense(5, 'tanh', { norm: 'layer' }),
    residual([linear(5), batchNorm({ epsilon: 0.25 }), activation('relu')]),
    dense(4),
  ],
  random: randomSource(2),
});
network.statistics.forEach((_, k) => {
  network.statistics[k] = 0.5 + k / 10;
});
const x = Float64Array.from({ length: 18 }, (_, k) => Math.sin(k));
const metadata = { producer: 'gradlens test', activation: 'tanh', layers: layerFacts(network) };
const logits = (one: Network) => {
  one.forward(x);
  return Array.from(one.logits);
};

/** A file with these tensors and metadata. */
function fileOf(tensors: Parameters<typeof encodeSafetensors>[0]['tensors'], more: Record<string, string>): string {
  const file = join(tempFolder(), 'model.safetensors');
  writeFileSync(file, encodeSafetensors({ tensors, metadata: { ...metadata, ...more } }));
  return file;
}

describe('a file of weights with what its tensors do not say', () => {
  it.each([
    ['ours', () => fileOf(networkTensors(network), { format: 'gradlens' })],
    ['a state_dict', () => fileOf(sequentialOf(network).stateDict, { format: 'pt' })],
  ])('%s: activations, epsilons and residual connections come back', async (_what, write) => {
    const read = await readModelFile(write());
    expect(read.layers.map(({ activation: { name } }) => name)).toEqual(['tanh', 'relu', 'identity']);
    expect(logits(networkOf(read, reference))).toEqual(logits(network));
  });

  it('is refused where it does not fit the tensors', async () => {
    const other = layerFacts(new Network({ inputs: 6, layers: [dense(5, 'tanh'), dense(5), dense(4)] }));
    const file = fileOf(networkTensors(network), { format: 'gradlens', layers: other });
    await expect(readModelFile(file)).rejects.toThrow(/must be those of its tensors/);
  });
});
