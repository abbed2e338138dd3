import { describe, expect, it } from 'vitest';
import { activationFromFormula } from '../../src/activations/formula/from-formula.ts';
import { activationSource } from '../../src/formats/javascript/activation-source.ts';
import { encodeOnnx } from '../../src/formats/onnx/write.ts';
import { digits, furthest, inputs, pixels, smallNetwork } from './onnx/digits.ts';
import { run } from './onnx/runtime.ts';

/** All operations between them. */
const formulas = [
  'z',
  'z * sigmoid(1.702 * z)',
  'z > 0 ? z : p * z; p = 0.25',
  'z / sqrt(1 + z^2) - 0.1 * abs(z)',
  'max(-1, min(1, z)) + relu(z) / 3',
  'expm1(min(z, 0)) + log1p(relu(z))',
  'log(1 + exp(-abs(z))) + 0.5 * log1p(tanh(z) / 2)',
  'sign(z) * sqrt(abs(z)) + softplus(z)',
  'sin(z) + cos(2 * z) + atan(z)',
  'sinh(tanh(z)) - cosh(sin(z))',
  'z / 2 * (1 + erf(z / sqrt(2)))',
  'z * erfc(-z) / pi',
  'z >= 1 || z <= -1 ? z : z < 0 ? z^3 : -z * e',
  'gelu(z) - hard-swish(z)',
];

describe.each(formulas)('%s', (text) => {
  const activation = activationFromFormula(text);

  it('in operators of ONNX: onnxruntime’s logits', async () => {
    const network = smallNetwork(activation);
    network.forward(inputs({ kind: '255' }));
    const { logits } = await run(encodeOnnx(network, { kind: '255' }, {}), pixels, [digits.count, 784]);
    // As of the built-ins: onnx/write.test.ts.
    expect(furthest(logits, network.logits)).toBeLessThan(1e-5);
  });

  it('as JavaScript that needs nothing else: the same bits', () => {
    const f = new Function(`return (${activationSource(activation)})`)();
    const p = activation.parameter?.initial ?? 0;
    for (let z = -20; z < 20; z += 0.37) expect(f(z, p)).toBe(activation.scalar?.f(z, p));
  });
});
