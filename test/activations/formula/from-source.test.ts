import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defineActivation } from '../../../src/activations/custom.ts';
import { loadActivation } from '../../../src/activations/load.ts';
import { createWasm } from '../../../src/kernels/wasm/index.ts';
import { headByName } from '../../../src/nn/heads/index.ts';
import { optimizerByName } from '../../../src/nn/optimizers/index.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';

const folder = tempFolder();
let modules = 0;
function load(text: string) {
  const file = join(folder, `${modules++}.mjs`);
  writeFileSync(file, text);
  return loadActivation(file);
}
const exported = (f: string, more = '') =>
  `export default { name: 'mine', ${f.startsWith('f(') ? f : `f: ${f}`}${more} };`;

describe('a module whose f is an expression is its formula', () => {
  it.each([
    ['(z) => Math.max(0, z)', 'max(0, z)'],
    ['x => x / (1 + Math.abs(x))', 'z / (1 + abs(z))'],
    ['(z) => (z > 0 ? z : 0.01 * z)', 'z > 0 ? z : 0.01 * z'],
    ['(x) => { return x ** 2 * Math.SQRT2; }', 'z^2 * 1.4142135623730951'],
    ['function (z) {\n  // twice\n  const y = 2 * z\n  return y * y\n}', '2 * z * (2 * z)'],
    ['f(z) { if (z > 1) return 1; if (z < -1) return -1; return z; }', 'z > 1 ? 1 : z < -1 ? -1 : z'],
    ['(z) => { if (z > 0 && z < 6) return z; /* else */ return 0 }', 'z > 0 ? (z < 6 ? z : 0) : 0'],
  ])('%s', async (f, formula) => {
    const activation = await load(exported(f));
    expect(activation.expression?.().text).toBe(formula);
    expect([activation.name, activation.formula]).toEqual(['mine', formula]);
  });

  it('with the constants and functions of its module', async () => {
    const activation = await load(
      `
      import { sqrt } from 'node:process';
      const SCALE = 1.702; // of the sigmoid
      export const logistic = (t) => 1 / (1 + Math.exp(-t));
      function scaled(u, by) {
        return by * u;
      }
      const f = (x) => x * logistic(scaled(x, SCALE))
      ${exported('f')}`.replace("import { sqrt } from 'node:process';", ''),
    );
    expect(activation.expression?.().text).toBe('z * (1 / (1 + exp(-(1.702 * z))))');
  });

  it('with its learned number, and slopes that its formula gives', async () => {
    const activation = await load(
      exported('(z, q) => z * q + Math.tanh(z)', ", parameter: { name: 'bend', initial: 0.1 }"),
    );
    expect(activation.expression?.().text).toBe('z * p + tanh(z); p = 0.1');
    expect(activation.scalar?.df(0.3, 0, 0.1)).toBeCloseTo(0.1 + 1 - Math.tanh(0.3) ** 2, 14);
    expect(activation.scalar?.dfdp?.(0.3, 0, 0.1)).toBe(0.3);
  });

  it.each([
    ['a function that formulas lack', '(z) => Math.asinh(z)'],
    ['a loop', '(z) => { let s = 0; for (let k = 1; k < 3; k++) s += z / k; return s; }'],
    ['something from outside', '(z) => z * globalThis.Math.LN2'],
    ['an operator that means another thing', '(z) => (z > 0 ? z : (1, 2) * z)'],
    ['a name that means another thing', '(z) => Math.round(z)'],
    ['a sine by itself', 'Math.sin'],
    ['more parameters', '(z, p, more = 1) => z * more'],
  ])('but not with %s', async (_what, f) => {
    expect((await load(exported(f))).expression).toBeUndefined();
  });

  it('nor where the text says something else than f does', async () => {
    const activation = await load(`const scale = 2; const make = (scale) => (z) => z * scale; ${exported('make(3)')}`);
    expect(activation.scalar?.f(1, 0)).toBe(3);
    expect(activation.expression).toBeUndefined();
  });
});

it('runs in the compiled program, which leaves others to JavaScript by name', () => {
  const slowedBy = (f: (z: number) => number) =>
    createWasm().slowedBy?.({
      activations: [defineActivation({ name: 'mine', f })],
      head: headByName('softmax-cross-entropy'),
      optimizer: optimizerByName('sgd'),
    });
  expect(slowedBy((z) => z / (1 + Math.abs(z)))).toBeUndefined();
  expect(slowedBy((z) => Math.asinh(z))).toEqual({ part: 'activation', name: 'mine' });
});
