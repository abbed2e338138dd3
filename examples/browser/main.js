// Trains 784-100-10 on the embedded digits, in the page. `?threads=2` takes two threads, where the server isolates it.
import { dense, fitScale, loadEngine, loadMnist, Network, randomSource, train } from 'gradlens/browser';

const threads = Number(new URLSearchParams(location.search).get('threads') ?? 1);
const status = document.querySelector('#engine');

try {
  const [{ kernels, note }, { train: data, test }] = await Promise.all([loadEngine(), loadMnist()]);
  const engine = note ?? `${kernels.name} engine (${kernels.precision}, ${kernels.flavour})`;
  const random = randomSource(0);
  const network = new Network({ inputs: data.features, layers: [dense(100, 'tanh'), dense(10)], random, kernels });
  const options = { network, train: data, test, scale: fitScale('255', data), random, threads };
  const tell = (doing) => {
    status.textContent = `${doing} ${data.count.toLocaleString('en')} digits: ${engine}, ${threads} thread${threads === 1 ? '' : 's'}.`;
  };

  tell('Training on');
  for await (const event of train({ ...options, epochs: 3, batchSize: 32, learningRate: 0.1 })) {
    if (event.type === 'epoch') show(event);
  }
  tell('Trained on');
} catch (error) {
  status.textContent = error.message;
}
document.body.dataset.done = '';

/** A row of the table; the pointer finds all digits. */
function show({ epoch, train: { loss }, test }) {
  const row = document.querySelector('#epochs').insertRow();
  row.insertCell().textContent = epoch;
  for (const [figure, text] of [
    [loss, loss.toFixed(4)],
    [test.loss, test.loss.toFixed(4)],
    [test.accuracy, `${(100 * test.accuracy).toFixed(2)} %`],
  ]) {
    const cell = row.insertCell();
    cell.textContent = text;
    cell.title = figure;
  }
}
