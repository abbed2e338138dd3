import { describe, expect, it } from 'vitest';
import { defineActivation } from '../../src/activations/custom.ts';
import { UserError } from '../../src/util/user-error.ts';

/** The message for a definition as it may come from plain JavaScript. */
function complaint(definition: object): string {
  try {
    Reflect.apply(defineActivation, undefined, [definition]);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error instanceof Error ? error.message : '';
  }
  return expect.fail('nothing was wrong with it');
}

const f = (z: number) => z * Math.exp(-z * z);
const df = (z: number) => (1 - 2 * z * z) * Math.exp(-z * z);
const fine = { name: 'my-act', f, df };

describe('a mistake in a definition', () => {
  it('the definition that the others are made from has none', () => {
    expect(defineActivation(fine).name).toBe('my-act');
  });

  it.each([
    ['no name', { f }, 'name of an activation must be a word'],
    ['an empty name', { ...fine, name: '' }, 'name of an activation must be a word'],
    ['a name with a space', { ...fine, name: 'my act' }, "received 'my act'"],
    [
      'no f',
      { name: 'my-act' },
      "f of an activation must be a function of z, as in f: (z) => Math.max(0, z); received 'undefined'.",
    ],
    [
      'an f that is no function',
      { ...fine, f: 3 },
      "f of an activation must be a function of z, as in f: (z) => Math.max(0, z); received '3'.",
    ],
    ['a df that is no function', { ...fine, df: 'z' }, 'df of an activation must be a function'],
    ['a df left undefined', { ...fine, df: undefined }, 'df of an activation must be a function'],
    ['a misspelt field', { ...fine, kink: [0] }, "received 'kink'. Did you mean kinks?"],
    ['a range upside down', { ...fine, range: [1, -1] }, 'two numbers, the least first; received [1,-1].'],
    ['a range of one number', { ...fine, range: [1] }, 'two numbers, the least first'],
    ['a kink that is no number', { ...fine, kinks: ['a'] }, 'kinks of an activation must be a list of finite numbers'],
    [
      'an unknown initializer',
      { ...fine, init: 'he' },
      'init of an activation must be one of lecun-normal, glorot-uniform',
    ],
    ['a gain of 0', { ...fine, gain: 0 }, "gain of an activation must be a positive number; received '0'."],
    ['a gain that is NaN', { ...fine, gain: Number.NaN }, "received 'NaN'"],
    [
      'a parameter without a start',
      { ...fine, parameter: { name: 'p' } },
      'parameter of an activation must be an object like',
    ],
    ['aliases in a text', { ...fine, aliases: 'a,b' }, 'aliases of an activation must be a list of words'],
  ])('%s', (_, definition, message) => {
    expect(complaint(definition)).toContain(message);
  });

  it.each([
    ['relu', { ...fine, name: 'relu' }],
    ['Leaky_ReLU', { ...fine, name: 'Leaky_ReLU' }],
    ['swish', { ...fine, name: 'swish' }],
    ['gelu', { ...fine, aliases: ['gelu'] }],
  ])('%s, a name in the registry', (name, definition) => {
    const message = complaint(definition);
    expect(message).toContain(`must not be those of a built-in one; received '${name}'`);
    expect(message).toContain(`my-${name}`);
  });
});

describe('a wrong f', () => {
  it('that overflows into NaN', () => {
    const naive = (z: number) => (Math.exp(z) - Math.exp(-z)) / (Math.exp(z) + Math.exp(-z));
    const message = complaint({ name: 'my-tanh', f: naive });
    expect(message).toContain(
      "f of 'my-tanh' must give a number for every z, and does not at z = -100000; received 'NaN'.",
    );
  });

  it('that is infinite at ordinary inputs', () => {
    expect(complaint({ name: 'my-log', f: (z: number) => 1 / (z - 2) })).toContain("at z = 2; received 'Infinity'");
  });

  it.each([
    ['a text', () => '1', "'1'"],
    ['nothing', () => undefined, "'undefined'"],
    ['a list', () => [1], "'1'"],
  ])('that gives %s', (_, wrong, received) => {
    expect(complaint({ name: 'my-act', f: wrong })).toContain(`z = -8; received ${received}`);
  });

  it('that throws', () => {
    const broken = () => {
      throw new TypeError('oops');
    };
    expect(complaint({ name: 'my-act', f: broken })).toContain("and throws at z = -8; received 'TypeError: oops'");
    expect(complaint({ name: 'my-act', f, df: broken })).toContain(
      "df of 'my-act' must give a number for every z, and throws",
    );
  });

  it('that leaves its range', () => {
    expect(complaint({ ...fine, range: [-0.1, 0.1] })).toMatch(
      /must stay in its range -0.1..0.1, and leaves it at z = -1.*; received -0\.\d+/,
    );
  });

  it('that is another each time', () => {
    expect(complaint({ name: 'noise', f: () => Math.random() })).toContain('must give the same value each time');
  });
});

describe('a wrong df', () => {
  it('names the point, and what it should be', () => {
    const wrong = (z: number) => (z === 1.5 ? 3 : df(z));
    const message = complaint({ ...fine, df: wrong });
    expect(message).toBe(
      "df of 'my-act' must be the derivative of its f, which rises by -0.368897 at 1.5; received '3'." +
        ' Mend it, or leave it out: the slope is then taken numerically.',
    );
  });

  it.each([
    ['of the wrong sign', (z: number) => -df(z)],
    ['off by a constant', (z: number) => df(z) + 1e-4],
    ['off by a factor of 1.0001', (z: number) => 1.0001 * df(z)],
    ['with a term missing', (z: number) => Math.exp(-z * z)],
    ['wrong for negative inputs only', (z: number) => (z < -1 ? 0 : df(z))],
    ['wrong in the tails only', (z: number) => (Math.abs(z) > 8 ? 1 : df(z))],
    ['of NaN', () => Number.NaN],
    ['of text', () => '1'],
    ['of f itself', f],
  ])('%s', (_, wrong) => {
    expect(complaint({ ...fine, df: wrong })).toContain("df of 'my-act' must be the derivative of its f");
  });

  it('the slope of the approximate gelu is not that of the exact one', () => {
    const approximate = (z: number) => 1 / (1 + Math.exp(-1.702 * z));
    const message = complaint({
      name: 'my-gelu',
      f: (z: number) => z * approximate(z),
      df: (z: number) => approximate(z) + z * approximate(z) * (1 - approximate(z)),
    });
    expect(message).toContain("df of 'my-gelu' must be the derivative");
  });

  it('in the learned number', () => {
    const parametric = {
      name: 'my-prelu',
      parameter: { name: 'slope', initial: 0.25 },
      f: (z: number, p: number) => (z > 0 ? z : p * z),
    };
    expect(defineActivation({ ...parametric, dfdp: (z) => Math.min(0, z) }).parameter?.initial).toBe(0.25);
    expect(complaint({ ...parametric, dfdp: (z: number) => z })).toContain(
      "dfdp of 'my-prelu' at z = 0.5 must be the derivative",
    );
  });
});
