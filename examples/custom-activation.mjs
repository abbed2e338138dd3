// An activation of your own, in ten lines. Its derivative is checked against f before anything is trained.
import { defineActivation, dense, fitScale, loadEngine, loadMnist, Network, randomSource, train } from 'gradlens';

const bump = defineActivation({ name: 'bump', f: (z) => z / (1 + z * z), df: (z) => (1 - z * z) / (1 + z * z) ** 2 });

const [{ train: data, test }, { kernels }] = await Promise.all([loadMnist({ trainSize: 2000 }), loadEngine()]);
const random = randomSource(0);
const network = new Network({ inputs: data.features, layers: [dense(50, bump), dense(10)], random, kernels });
const options = { network, train: data, test, scale: fitScale('255', data), random };
for await (const event of train({ ...options, epochs: 2, batchSize: 20, learningRate: 0.2 })) {
  if (event.type === 'epoch') console.log(`epoch ${event.epoch}: test accuracy ${event.test.accuracy}`);
}
