import { writeFileSync } from 'node:fs';
import { layerShapes } from './networks.mjs';

/**
 * The weights that all contenders start from: glorot-uniform, for relu he-uniform, biases zero; layer after layer
 * W[I][O] and b[O], the layout of gradlens's own parameter buffer.
 *
 * Under glorot-uniform eight layers of relu begin on a plateau, and the order of the samples decides when they leave it:
 * two runs of one program then differ by 7 % in the loss of an epoch, by which nothing could be told apart.
 * @param {import('./networks.mjs').BenchNetwork} network
 * @returns {Float32Array}
 */
export function initialWeights(network, seed = 1) {
  const uniform = mulberry32(seed);
  const numbers = [];
  for (const [I, O] of layerShapes(network)) {
    const limit = Math.sqrt(6 / (network.activation === 'relu' ? I : I + O));
    for (let k = 0; k < I * O; k++) numbers.push((2 * uniform() - 1) * limit);
    for (let k = 0; k < O; k++) numbers.push(0);
  }
  return Float32Array.from(numbers);
}

/** Writes them as raw float32, little-endian. @param {string} file */
export function writeInitialWeights(file, /** @type {import('./networks.mjs').BenchNetwork} */ network) {
  const weights = initialWeights(network);
  writeFileSync(file, new Uint8Array(weights.buffer));
}

/** A small generator of uniform numbers in 0..1 (Tommy Ettinger, public domain); the seed fixes the sequence. */
export function mulberry32(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
