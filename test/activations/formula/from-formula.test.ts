import { describe, expect, it } from 'vitest';
import { activationFromFormula } from '../../../src/activations/formula/from-formula.ts';
import { isFormula } from '../../../src/activations/formula/is-formula.ts';
import { activationFromText, toldActivation } from '../../../src/activations/formula/told.ts';
import { activations } from '../../../src/activations/index.ts';
import { loadActivation } from '../../../src/activations/load.ts';
import { folderName, joinNames, splitNames } from '../../../src/activations/names.ts';
import { UserError } from '../../../src/util/user-error.ts';

describe('a formula', () => {
  it.each([
    'z / (1 + abs(z))',
    'z',
    '-z',
    'z-1',
    'z*2',
    'max(0,z)',
    '2',
    'x',
    'x + 1',
    'z > 0 ? z : 0',
    'tanh(z)',
    '|z|',
    '√z',
  ])('is told by what it looks like: %s', (text) => expect(isFormula(text)).toBe(true));

  it.each([
    ...activations.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...['Leaky_ReLU', ' relu ', 'sigmoyd', 'my-act', './mine.mjs', '/a/b.js', 'C:\\mine.mjs', 'mine.mjs', ''],
  ])('is not a name or a path: %s', (text) => expect(isFormula(text)).toBe(false));

  it('is named as it was typed, in one spelling', () => {
    const names = ['Z*Sigmoid( 1.7020*z )', 'z × σ(1.702·z)'].map((text) => activationFromFormula(text).name);
    expect(names).toEqual(['z * sigmoid(1.702 * z)', 'z * σ(1.702 * z)']);
    expect(activationFromFormula('z²−|z|/2').name).toBe('z^2 - |z| / 2');
    expect(activationFromFormula('z>0||z<-1?z:p*z;p=.25').name).toBe('z > 0 or z < -1 ? z : p * z; p = 0.25');
    expect(activationFromFormula('hard-tanh(z)-z').name).toBe('hard_tanh(z) - z');
    expect(activationFromFormula('z if z>0 else -.1*z').name).toBe('z if z > 0 else -0.1 * z');
  });

  it('may call every built-in, but softmax and those with a learned number', () => {
    for (const { name, aliases, scalar, parameter } of activations) {
      for (const spelling of [name, ...aliases]) {
        if (!scalar || parameter) {
          expect(() => activationFromFormula(`z + ${spelling}(z)`)).toThrow(`there is no`);
        } else {
          const f = activationFromFormula(`${spelling}(2 * z)`).scalar?.f ?? expect.fail('elementwise');
          for (const z of [-3, -0.2, 0, 0.7, 4]) expect(f(z, 0)).toBeCloseTo(scalar.f(2 * z, 0), 12);
        }
      }
    }
  });

  it('learns a number', () => {
    const { parameter, scalar } = activationFromFormula('z * sigmoid(p * z); p = 1.5');
    expect(parameter).toEqual({ name: 'p', initial: 1.5 });
    expect(scalar?.dfdp?.(2, 0, 0.5)).toBeCloseTo(4 * 0.19661193324148185, 14);
  });

  it('gets what a built-in has by looking at it', () => {
    const softsign = activationFromFormula('z / (1 + abs(z))');
    expect(softsign.range).toEqual([-1, 1]);
    expect([softsign.monotone, softsign.kinks, softsign.init]).toEqual([true, [], 'glorot-uniform']);
    const sine = activationFromFormula('sin(z)');
    expect(sine.range[0]).toBeCloseTo(-1, 12);
    expect(sine.range[1]).toBeCloseTo(1, 12);
    const squared = activationFromFormula('relu(z)^2');
    expect([squared.range, squared.monotone, squared.init]).toEqual([[0, Number.POSITIVE_INFINITY], true, 'he-normal']);
    // E max(0, Z)^4 = 3 / 2.
    expect(squared.gain).toBeCloseTo(Math.sqrt(2 / 3), 3);
  });

  it.each([
    ['z +', /after \+ there must be a value.*character 4/],
    ['foo(z)', /no function foo.*character 1/],
    ['x', /the input of an activation is called z.*Write z in the place of x/],
    ['2 * x', /character 5.*Write z/],
    [`${'('.repeat(60)}z${')'.repeat(60)}`, /nested at most 50 levels deep/],
    ['1e999 * z', /must fit float32.*character 1/],
    ['5', /must depend on z/],
    ['0 * z', /must depend on z/],
    [
      'log(z)',
      /a finite number for every z from -30 to 30, and this formula is NaN at z = -0\.\d+, as for every z below 0/,
    ],
    ['1 / z', /is Infinity at z = 0/],
    ['sqrt(z)', /is NaN at z = -0\.0.*as for every z below 0/],
    ['prelu(z)', /no function prelu/],
  ])('%s is refused', (text, says) => {
    for (const read of [activationFromFormula, activationFromText]) {
      expect(() => read(text)).toThrow(UserError);
      expect(() => read(text)).toThrow(says);
    }
  });

  it('stands where a name does', async () => {
    expect((await loadActivation('z / (1 + |z|)')).name).toBe('z / (1 + |z|)');
    expect(await loadActivation('tanh')).toBe(activationFromText('tanh'));
    expect(toldActivation('tanh')?.name).toBe('tanh');
    expect(toldActivation('z * 2')?.scalar?.f(3, 0)).toBe(6);
    expect([toldActivation('my-act'), toldActivation('z +'), toldActivation('./mine.mjs')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('names together', () => {
  const formulas = ['z + tanh(z)', '1 + |z|', '||z| - 1|', 'z < 0 || z > 6 ? 0 : |z|'].map(
    (text) => activationFromFormula(text).name,
  );

  it.each([
    [['relu']],
    [['tanh', 'relu']],
    [[formulas[0]]],
    [['tanh', ...formulas]],
    [[...formulas, 'leaky-relu']],
    [['my-act', formulas[2]]],
  ])('%j come apart again', (names) => {
    expect(splitNames(joinNames(names))).toEqual(names);
  });

  it('are those of folders, different where they are', () => {
    expect(folderName('tanh+relu')).toBe('tanh+relu');
    const names = ['z * 2', 'z / 2', 'z * sigmoid(1.702 * z)', '√z²', '../../etc', `${'z + '.repeat(200)}z`];
    const folders = names.map(folderName);
    expect(folders[2]).toMatch(/^z-sigmoid-1\.702-z-[a-z0-9]+$/);
    expect(new Set(folders).size).toBe(names.length);
    for (const folder of folders) expect(folder).toMatch(/^[\w][\w.+-]{0,60}$/);
  });
});
