import type { Activation } from '../../activations/index.ts';
import { type Scale, standardizationOf } from '../../dataset/scale.ts';
import type { DenseLayer } from '../../nn/layers/index.ts';
import type { Network } from '../../nn/network.ts';
import { plainLayersOf } from '../plain-network.ts';
import { activationSource } from './activation-source.ts';
import { normArrays, normCall, normSource } from './norms.ts';

/**
 * A network as one ES module that needs nothing else: `predict(pixels)` and `classify(pixels)`. Its weights are inside, in
 * float32; sums are taken in float64.
 * @param about what the module holds, for its first comment
 * @param classNames what its outputs are called, where they have names
 * @throws UserError for an activation that cannot be written as JavaScript, by its name
 */
export function javascriptModule(
  network: Network,
  scale: Scale,
  about: string,
  classNames?: readonly string[],
): string {
  const { inputs, head } = network;
  const layers = plainLayersOf(network, 'js');
  const output = head.activation;
  const used = [...new Set([...layers.map(({ activation }) => activation), output])];
  const name = (activation: Activation) => `f${used.indexOf(activation)}`;
  const rows = layers.map(({ O, activation, norm, residual }) => {
    const more = residual ? [normCall(norm), 'true'] : norm ? [normCall(norm)] : [];
    return `  [${[O, name(activation), Boolean(activation.parameter), ...more].join(', ')}],`;
  });
  return `// ${commented(about)}
// Made by gradlens. Use it: import { predict, classify } from './model.mjs'

${used.map((one) => `// ${commented(one.name)}\nconst ${name(one)} = ${rowFunction(one)};\n`).join('')}
${normSource(layers)}/** Units, activation, whether it has a learned number, norm, and whether inputs are added; layer after layer. */
const layers = [
${rows.join('\n')}
];

${scaling(scale)}
${
  classNames
    ? `
/** What the classes are called. */
export const classNames = ${names(classNames)};
`
    : ''
}
/**
 * What the network answers.
 * @param {ArrayLike<number>} pixels ${inputs} numbers as in its training data, row by row${bytes(scale)}
 * @returns {number[]} ${network.outputs} numbers, one for each class
 */
export function predict(pixels) {
  if (pixels.length !== ${inputs}) throw new RangeError(\`pixels must hold ${inputs} numbers; received \${pixels.length}\`);
  let x = Array.from(pixels, scaled);
  let at = 0;
  for (const [units, activation, learned, norm, residual] of layers) {
    const biases = at + x.length * units;
    let z = Array.from(parameters.subarray(biases, biases + units));
    for (const value of x) {
      if (value !== 0) for (let o = 0; o < units; o++) z[o] += value * parameters[at + o];
      at += units;
    }
    at += units;
    if (norm) {
      z = norm(z, at);
      at += 2 * units;
    }
    const a = activation(z, learned ? parameters[at++] : 0);
    x = residual ? a.map((value, k) => x[k] + value) : a;
  }
  return ${name(output)}(x, 0);
}

/**
 * The class with the largest answer.
 * @param {ArrayLike<number>} pixels as of predict
 * @returns {number}
 */
export function classify(pixels) {
  const answers = predict(pixels);
  return answers.indexOf(Math.max(...answers));
}

// For each layer weights [inputs][units], biases [units], factors and shifts of its norm if it has one, then a learned
// number if there is one: float32, little-endian.
const base64 =
  '${base64(layers.flatMap(arraysOf))}';
const parameters = new Float32Array(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
`;
}

function arraysOf({ parameters: { W, b, p }, norm }: DenseLayer): readonly ArrayLike<number>[] {
  return [W, b, ...normArrays(norm), p];
}

/** JavaScript for one row: (z, p) => a. */
function rowFunction(activation: Activation): string {
  const source = activationSource(activation);
  return activation.scalar ? `(row, p) => row.map((z) => (${source})(z, p))` : source;
}

function scaling(scale: Scale): string {
  const { mean, deviation } = standardizationOf(scale);
  return `// Pixels become inputs as in training: ${scale.kind}.
const [mean, deviation] = [${JSON.stringify(mean)}, ${JSON.stringify(deviation)}];
const scaled = (v, k) => {
  const d = deviation[k] ?? deviation[0];
  return d === 0 ? 0 : (v - (mean[k] ?? mean[0])) / d;
};`;
}

const bytes = ({ kind }: Scale) => (kind === 'standardize' || kind === '1' ? '' : ', 0 to 255');

/** Text that stays in its comment. */
const commented = (text: string) => text.replace(/[\r\n\u2028\u2029]/g, ' ');

function base64(arrays: readonly ArrayLike<number>[]): string {
  const numbers = arrays.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(4 * numbers));
  let at = 0;
  for (const array of arrays) {
    for (let k = 0; k < array.length; k++, at += 4) view.setFloat32(at, array[k], true);
  }
  return Buffer.from(view.buffer).toString('base64');
}

/** Names as a list in JavaScript; U+2028 and U+2029, which JSON has, end lines in old engines. */
function names(list: readonly string[]): string {
  return JSON.stringify(list).replace(/[\u2028\u2029<]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
