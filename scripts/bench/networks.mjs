/**
 * What is trained: 784 pixels, hidden layers, 10 classes, softmax cross-entropy, plain SGD.
 *
 * Learning rates are such that the loss falls from the first epoch on and two orders of the samples give nearly the
 * same mean loss, so that losses can be compared between contenders that shuffle by themselves. W4: five seeds of one
 * program differ by up to 5.3 % in the second epoch over 6,000 samples at 0.02, by 1.4 % at 0.01.
 *
 * @typedef {object} BenchNetwork
 * @property {string} id
 * @property {number} inputs
 * @property {number[]} hidden units of each hidden layer
 * @property {number} outputs
 * @property {'sigmoid' | 'relu' | 'tanh'} activation of the hidden layers
 * @property {number} batchSize
 * @property {number} lr
 */

/** @type {(id: string, hidden: number[], activation: BenchNetwork['activation'], batchSize: number, lr: number) => BenchNetwork} */
export const mnistNetwork = (id, hidden, activation, batchSize, lr) => ({
  id,
  inputs: 784,
  hidden,
  outputs: 10,
  activation,
  batchSize,
  lr,
});

/** @type {readonly BenchNetwork[]} */
export const networks = [
  mnistNetwork('W1', [100], 'sigmoid', 100, 0.1),
  mnistNetwork('W2', [128], 'relu', 32, 0.1),
  mnistNetwork('W3', [512, 512], 'relu', 128, 0.1),
  mnistNetwork('W4', new Array(8).fill(128), 'relu', 64, 0.01),
  mnistNetwork('W5', new Array(5).fill(100), 'tanh', 64, 0.1),
];

/** `784-5x100-10 tanh, batch 64` @param {BenchNetwork} network */
export function describeNetwork({ inputs, hidden, outputs, activation, batchSize }) {
  const same = hidden.length > 2 && hidden.every((units) => units === hidden[0]);
  const sizes = same ? `${hidden.length}x${hidden[0]}` : hidden.join('-');
  return `${inputs}-${sizes}-${outputs} ${activation}, batch ${batchSize}`;
}

/** [I, O] of every layer. @param {BenchNetwork} network @returns {[number, number][]} */
export function layerShapes({ inputs, hidden, outputs }) {
  const sizes = [inputs, ...hidden, outputs];
  return sizes.slice(1).map((O, k) => [sizes[k], O]);
}

/** Multiply-adds, times two, of one sample's forward and backward pass; the first layer needs no input gradient. */
export function flopsPerSample(/** @type {BenchNetwork} */ network) {
  return layerShapes(network).reduce((sum, [I, O], k) => sum + 2 * I * O * (k === 0 ? 2 : 3), 0);
}
