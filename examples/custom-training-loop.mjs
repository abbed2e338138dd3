// The loop that train() runs, written out: batches, forward, loss, backward, update. Whatever a step should do
// differently goes between these lines; here, the loss of each batch is smoothed and told now and then.
import { Batches, dense, evaluate, fitScale, loadEngine, loadMnist, Network, randomSource, Update } from 'gradlens';

const EPOCHS = 2;
const BATCH = 32;

const { train: data, test } = await loadMnist({ trainSize: 4000 });
const { kernels } = await loadEngine();
const random = randomSource(0);
const scale = fitScale('255', data);
const network = new Network({ inputs: data.features, layers: [dense(64, 'relu'), dense(10)], random, kernels });
const batches = new Batches({ data, scale, batchSize: BATCH, shuffle: random.stream('shuffle') });
const update = new Update(network, { optimizer: 'momentum', momentum: 0.9 });

const x = network.room(BATCH);
const labels = new Uint16Array(BATCH);
let smoothed;
for (let epoch = 1; epoch <= EPOCHS; epoch++) {
  batches.startEpoch();
  for (let step = 0; step < batches.steps; step++) {
    const rows = batches.fill(step, x, labels);
    network.forward(x, rows, true);
    const loss = network.loss(labels);
    network.backward();
    // Warms up over the first 50 steps.
    update.step(0.02 * Math.min(1, (update.steps + 1) / 50));
    smoothed = smoothed === undefined ? loss : 0.95 * smoothed + 0.05 * loss;
    if (update.steps % 50 === 0) console.log(`step ${update.steps}: loss ${smoothed.toFixed(3)}`);
  }
  const { accuracy } = await evaluate(network, test, scale);
  console.log(`epoch ${epoch}: test accuracy ${accuracy}`);
}
