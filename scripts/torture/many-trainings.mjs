// node many-trainings.mjs 500: that many trainings in one process, each with an engine and a network of its own.

import { dense, fitScale, loadData, Network, randomSource, selectEngine, train } from '../../dist/index.js';

const { train: whole } = await loadData('mnist10k', { trainSize: 200 });
const scale = fitScale('255', whole);
for (let k = 0; k < Number(process.argv[2]); k++) {
  const { kernels } = selectEngine('wasm');
  const random = randomSource(k);
  const network = new Network({ inputs: whole.features, layers: [dense(256, 'relu'), dense(10)], kernels, random });
  const threads = 1 + (k % 2);
  for await (const _ of train({ network, train: whole, scale, random, epochs: 1, batchSize: 32, threads }));
  kernels.dispose?.();
}
