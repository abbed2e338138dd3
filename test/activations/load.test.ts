import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isModulePath, loadActivation } from '../../src/activations/load.ts';
import { relu } from '../../src/activations/relu.ts';
import { UserError } from '../../src/util/user-error.ts';

const modules = {
  'good.mjs': 'export default { name: "cube-root", f: Math.cbrt, kinks: [0] };',
  'common.cjs': 'module.exports = { name: "half", f: (z) => z / 2, df: () => 0.5 };',
  'wrong-df.mjs': 'export default { name: "square", f: (z) => z * z, df: (z) => z };',
  'named-only.mjs': 'export const f = (z) => z;',
  'function.mjs': 'export default (z) => z;',
  'nothing.mjs': 'export default null;',
  'throws.mjs': 'throw new Error("no such luck");',
  'syntax.mjs': 'export default { name: ',
  'imports.mjs': 'import "./not-there.mjs"; export default {};',
  'no-name.mjs': 'export default { f: (z) => z };',
  'taken.mjs': 'export default { name: "relu", f: (z) => z };',
};

let folder: string;
const at = (name: keyof typeof modules | 'missing.mjs' | '') => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-activations-'));
  for (const [name, text] of Object.entries(modules)) await writeFile(join(folder, name), `${text}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

describe('loadActivation', () => {
  it('gives a built-in one by name or alias', async () => {
    expect(await loadActivation('relu')).toBe(relu);
    expect((await loadActivation('swish')).name).toBe('silu');
  });

  it('loads a module’s default export, by absolute or relative path', async () => {
    const own = await loadActivation(at('good.mjs'));
    expect(own.name).toBe('cube-root');
    expect(own.scalar!.f(27, 0)).toBe(3);
    expect(own.scalar!.df(8, 2, 0)).toBeCloseTo(1 / 12, 9);
    const near = relative(process.cwd(), at('good.mjs'));
    expect((await loadActivation(near)).name).toBe('cube-root');
  });

  it('loads CommonJS too', async () => {
    expect((await loadActivation(at('common.cjs'))).name).toBe('half');
  });

  it.each([
    ['wrong-df.mjs', "df of 'square' must be the derivative of its f"],
    ['named-only.mjs', "must be an object with name and f; received 'no default export'. Write export default {"],
    ['function.mjs', "must be an object with name and f; received '(z) => z'"],
    ['nothing.mjs', "must be an object with name and f; received 'null'"],
    ['throws.mjs', "must load without an error; received 'Error: no such luck'"],
    ['syntax.mjs', 'must load without an error; received'],
    ['imports.mjs', 'must load without an error; received'],
    ['no-name.mjs', 'name of an activation must be a word'],
    ['taken.mjs', 'must not be those of a built-in one'],
    ['missing.mjs', 'must be a file; received'],
    ['', 'must be a file; received'],
  ] as const)('%s is a UserError', async (name, message) => {
    const loading = loadActivation(at(name));
    await expect(loading).rejects.toBeInstanceOf(UserError);
    await expect(loading).rejects.toThrow(message);
  });

  it('an unknown name is a UserError that offers the nearest', async () => {
    await expect(loadActivation('sigmoyd')).rejects.toThrow(/did you mean sigmoid/i);
  });

  it.each([
    ['./my-act', true],
    ['../my-act.mjs', true],
    ['/somewhere/my-act', true],
    ['.\\my-act', true],
    ['my-act.mjs', true],
    ['my-act.cjs', true],
    ['folder/my-act.js', true],
    ['relu', false],
    ['leaky_relu', false],
    ['relu6', false],
    ['mjs', false],
    ['', false],
  ])('%s as the path of a module: %s', (spec, path) => {
    expect(isModulePath(spec)).toBe(path);
  });
});
