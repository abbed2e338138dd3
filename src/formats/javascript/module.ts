import type { Activation } from '../../activations/index.ts';
import { type Scale, standardizationOf } from '../../dataset/scale.ts';
import type { Network } from '../../nn/network.ts';
import { plainLayersOf } from '../plain-network.ts';
import { activationSource } from './activation-source.ts';

/**
 * A network as one ES module that needs nothing else: `predict(pixels)` and `classify(pixels)`. Its weights are inside, in
 * float32; sums are taken in float64.
 * @param about what the module holds, for its first comment
 * @throws UserError for an activation that cannot be written as JavaScript, by its name
 */
export function javascriptModule(network: Network, scale: Scale, about: string): string {
  const { inputs, head } = network;
  const layers = plainLayersOf(network, 'js');
  const output = head.activation;
  const used = [...new Set([...layers.map(({ activation }) => activation), output])];
  const name = (activation: Activation) => `f${used.indexOf(activation)}`;
  const rows = layers.map(({ O, activation }) => `  [${O}, ${name(activation)}, ${Boolean(activation.parameter)}],`);
  return `// ${commented(about)}
// Made by gradlens. Use it: import { predict, classify } from './model.mjs'

${used.map((one) => `// ${commented(one.name)}\nconst ${name(one)} = ${rowFunction(one)};\n`).join('')}
/** Units, activation, and whether it has a learned number, layer after layer. */
const layers = [
${rows.join('\n')}
];

${scaling(scale)}

/**
 * What the network answers.
 * @param {ArrayLike<number>} pixels ${inputs} numbers as in its training data, row by row${bytes(scale)}
 * @returns {number[]} ${network.outputs} numbers, one for each class
 */
export function predict(pixels) {
  if (pixels.length !== ${inputs}) throw new RangeError(\`pixels must hold ${inputs} numbers; received \${pixels.length}\`);
  let x = Array.from(pixels, scaled);
  let at = 0;
  for (const [units, activation, learned] of layers) {
    const biases = at + x.length * units;
    const z = Array.from(parameters.subarray(biases, biases + units));
    for (const value of x) {
      if (value !== 0) for (let o = 0; o < units; o++) z[o] += value * parameters[at + o];
      at += units;
    }
    at += units;
    x = activation(z, learned ? parameters[at++] : 0);
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

// For each layer weights [inputs][units], biases [units], then a learned number if there is one: float32, little-endian.
const base64 =
  '${base64(network.parameters)}';
const parameters = new Float32Array(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
`;
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

const bytes = ({ kind }: Scale) => (kind === 'standardize' ? '' : ', 0 to 255');

/** Text that stays in its comment. */
const commented = (text: string) => text.replace(/[\r\n\u2028\u2029]/g, ' ');

function base64(parameters: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(4 * parameters.length));
  for (let k = 0; k < parameters.length; k++) view.setFloat32(4 * k, parameters[k], true);
  return Buffer.from(view.buffer).toString('base64');
}
