// Trains 784-100-10 with tanh on the 8,000 embedded digits, and tells how many of 2,000 others it reads rightly.
import { dense, fitScale, loadEngine, loadMnist, Network, randomSource, train } from 'gradlens';

const { train: data, test } = await loadMnist();
const { kernels } = await loadEngine();
const random = randomSource(0);
const network = new Network({ inputs: data.features, layers: [dense(100, 'tanh'), dense(10)], random, kernels });
const options = { network, train: data, test, scale: fitScale('255', data), random };

for await (const event of train({ ...options, epochs: 3, batchSize: 32, learningRate: 0.1 })) {
  if (event.type === 'epoch') console.log(`epoch ${event.epoch}: test accuracy ${event.test.accuracy}`);
}
