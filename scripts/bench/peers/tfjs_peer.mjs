// TensorFlow.js: optimizer.minimize per batch, gathered from a resident tensor.
import { readFileSync } from 'node:fs';
import { serve } from './protocol.mjs';

await serve(async ({ network: { inputs, hidden, outputs, activation, batchSize, lr }, data, init, options }) => {
  const tf = await import('@tensorflow/tfjs');
  if (options.backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend(options.backend))) throw new Error(`no backend ${options.backend}`);
  await tf.ready();

  const bytes = (file) => new Uint8Array(readFileSync(file));
  const x = tf.tensor2d(
    Float32Array.from(bytes(data.images), (byte) => byte / 255),
    [data.count, inputs],
  );
  const labels = bytes(data.labels);
  const initial = new Float32Array(bytes(init).buffer);
  const sizes = [inputs, ...hidden, outputs];
  const optimizer = tf.train.sgd(lr);
  let at = 0;
  const layers = sizes.slice(1).map((O, k) => {
    const I = sizes[k];
    const W = initial.subarray(at, at + I * O);
    const b = initial.subarray(at + I * O, at + I * O + O);
    at += I * O + O;
    return { I, O, W, b, weight: tf.variable(tf.tensor2d(W, [I, O])), bias: tf.variable(tf.tensor1d(b)) };
  });

  const logits = (batch) =>
    layers.reduce((a, { weight, bias }, k) => {
      const z = tf.add(tf.matMul(a, weight), bias);
      return k + 1 < layers.length ? tf[activation](z) : z;
    }, batch);
  const lossOf = (indices) => {
    const wanted = tf.oneHot(
      tf.tensor1d(
        Int32Array.from(indices, (k) => labels[k]),
        'int32',
      ),
      outputs,
    );
    return tf.losses.softmaxCrossEntropy(wanted, logits(tf.gather(x, tf.tensor1d(indices, 'int32'))));
  };
  return {
    versions: { [`tfjs-${options.backend}`]: tf.version_core },
    reset() {
      for (const { I, O, W, b, weight, bias } of layers) {
        tf.tidy(() => {
          weight.assign(tf.tensor2d(W, [I, O]));
          bias.assign(tf.tensor1d(b));
        });
      }
    },
    epoch(samples) {
      const order = Int32Array.from({ length: samples }, (_, k) => k);
      tf.util.shuffle(order);
      let sum = 0;
      for (let first = 0; first < samples; first += batchSize) {
        const batch = order.slice(first, first + batchSize);
        sum += batch.length * tf.tidy(() => optimizer.minimize(() => lossOf(batch), true).dataSync()[0]);
      }
      return sum / samples;
    },
  };
});
