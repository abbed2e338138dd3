// How much of the gradient arrives at the bottom of five hidden layers, with sigmoid and with relu, told by the events
// of a training that is probed; and what gradlens makes of it.
import { dense, fitScale, loadEngine, loadMnist, Network, randomSource, train } from 'gradlens';

const { train: data } = await loadMnist({ trainSize: 2000 });
const scale = fitScale('255', data);

for (const activation of ['sigmoid', 'relu']) {
  const { kernels } = await loadEngine();
  const random = randomSource(0);
  const hidden = Array.from({ length: 5 }, () => dense(50, activation));
  const network = new Network({ inputs: data.features, layers: [...hidden, dense(10)], random, kernels });
  console.log(activation);
  const options = { network, train: data, scale, random, epochs: 2, batchSize: 32, learningRate: 0.1 };
  for await (const event of train({ ...options, probe: { every: 40 } })) {
    if (event.type !== 'probe') continue;
    const norms = event.layers.map(({ gradientNorm }) => gradientNorm.toExponential(1)).join('  ');
    console.log(`  step ${event.step}: ||dL/dW|| by layer ${norms}; ${event.attenuation.total.toPrecision(2)} arrives`);
  }
}
