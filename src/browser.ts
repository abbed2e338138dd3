/**
 * gradlens in a browser: all of it that needs no files and no terminal. The same names in Node do the same, so that code
 * can run in both.
 *
 * @example
 * import { dense, fitScale, loadEngine, loadMnist, Network, randomSource, train } from 'gradlens/browser';
 *
 * const [{ kernels }, { train: data, test }] = await Promise.all([loadEngine(), loadMnist()]);
 * const random = randomSource(0);
 * const network = new Network({ inputs: data.features, layers: [dense(100, 'tanh'), dense(10)], random, kernels });
 * const scale = fitScale('255', data);
 * for await (const event of train({ network, train: data, test, scale, epochs: 3, batchSize: 32, random })) {
 *   if (event.type === 'epoch') console.log(event.epoch, event.test?.accuracy);
 * }
 *
 * @module
 */

export { loadMnist } from './dataset/digits/mnist10k-modules.ts';
export { type EngineOptions, loadEngine } from './kernels/browser.ts';
export * from './portable.ts';
