import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadActivation } from '../../src/activations/load.ts';
import { isModulePath } from '../../src/activations/module-path.ts';
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
  'throws-itself.mjs': 'throw Object.create(null);',
  'getter.mjs': 'export default { name: "odd", get f() { throw new Error("no f"); } };',
  'proxy.mjs': 'export default new Proxy({}, { get() { throw 1; }, ownKeys() { throw new Error("no keys"); } });',
  'itself.mjs': 'const a = { name: "a", f: (z) => z }; a.parameter = a; export default a;',
  'inherited.mjs': 'export default { name: "a", f: (z) => z, constructor: 1 };',
  'init.mjs': 'export default { name: "a", f: (z) => z, init: "constructor" };',
  'nothing-at-all.mjs': 'export default { name: "a", f: () => Object.create(null) };',
  'then.mjs': 'export default { name: "a", f: (z) => z }; export const then = (use) => use(7);',
  'lines.mjs': 'throw new Error("one\\ntwo\\u001b[2J");',
  'never.mjs': 'export default { name: "a", f: (z) => z }; await new Promise(() => undefined);',
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
    ['throws-itself.mjs', "must load without an error; received 'an object that cannot be shown'"],
    ['getter.mjs', "getter.mjs must be readable; received 'Error: no f'"],
    ['proxy.mjs', "proxy.mjs must be readable; received 'Error: no keys'"],
    ['itself.mjs', 'parameter of an activation must be an object like'],
    ['inherited.mjs', 'the fields of an activation are name, f, df, dfdp, parameter'],
    [
      'init.mjs',
      "init of an activation must be one of lecun-normal, glorot-uniform, he-normal; received 'constructor'",
    ],
    [
      'nothing-at-all.mjs',
      "must give a number for every z, and does not at z = -8; received 'an object that cannot be",
    ],
    ['then.mjs', "must be an object with name and f; received 'no default export'"],
    ['lines.mjs', "received 'Error: one two [2J'"],
    ['missing.mjs', 'must be a file; received'],
    ['', 'must be a file; received'],
  ] as const)('%s is a UserError', async (name, message) => {
    const loading = loadActivation(at(name));
    await expect(loading).rejects.toBeInstanceOf(UserError);
    await expect(loading).rejects.toThrow(message);
  });

  it('a module that waits for ever is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const loading = loadActivation(at('never.mjs'));
      const told = expect(loading).rejects.toThrow(
        /must load without an error; received 'Error: it was not done after 10/,
      );
      vi.advanceTimersByTime(10_000);
      await told;
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(['a\0b.mjs', `./${'a'.repeat(100_000)}.mjs`])('a path that no system takes is a UserError', async (path) => {
    await expect(loadActivation(path)).rejects.toThrow(/must be a file; received/);
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
