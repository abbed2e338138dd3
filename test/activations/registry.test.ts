import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationByName, activationNames, activations } from '../../src/activations/index.ts';
import { UserError } from '../../src/util/user-error.ts';

const spellings = activations.flatMap(({ name, aliases }) =>
  [name, ...aliases].map((spelling) => [spelling, name] as const),
);

describe('the registry of activations', () => {
  it('holds what the issue and the books ask for', () => {
    expect(activationNames).toEqual(
      expect.arrayContaining(['identity', 'sigmoid', 'relu', 'gelu', 'prelu', 'softmax']),
    );
    expect(activationNames.length).toBeGreaterThanOrEqual(25);
  });

  it('has no spelling twice, and every one in kebab-case', () => {
    const all = spellings.map(([spelling]) => spelling);
    expect(new Set(all).size).toBe(all.length);
    for (const one of all) expect(one).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it.each(spellings)('%s is %s, in upper case and with _ too', (spelling, name) => {
    for (const text of [spelling, spelling.toUpperCase(), spelling.replaceAll('-', '_'), ` ${spelling} `]) {
      expect(activationByName(text).name).toBe(name);
    }
  });

  it.each([
    ['logistic', 'sigmoid'],
    ['linear', 'identity'],
    ['swish', 'silu'],
    ['leaky_relu', 'leaky-relu'],
    ['LeakyReLU', 'leaky-relu'],
    ['lrelu', 'leaky-relu'],
    ['Hardtanh', 'hard-tanh'],
    ['Hardsigmoid', 'hard-sigmoid'],
    ['Hardswish', 'hard-swish'],
    ['hard_silu', 'hard-swish'],
    ['gelu_new', 'gelu-tanh'],
    ['gelu_approximate', 'gelu-tanh'],
    ['Softshrink', 'soft-shrink'],
    ['Hardshrink', 'hard-shrink'],
    ['Tanhshrink', 'tanh-shrink'],
    ['LogSigmoid', 'log-sigmoid'],
  ])('%s, as other libraries write it, is %s', (theirs, name) => {
    expect(activationByName(theirs).name).toBe(name);
  });

  it.each([
    ['sigmiod', 'sigmoid'],
    ['than', 'tanh'],
    ['rellu', 'relu'],
    ['leaky', 'leaky-relu'],
    ['softmx', 'softmax'],
    ['hardswich', 'hard-swish'],
  ])('%s is a UserError that offers %s', (misspelt, meant) => {
    expect(() => activationByName(misspelt)).toThrow(UserError);
    expect(() => activationByName(misspelt)).toThrow(new RegExp(`did you mean ${meant}\\?$`, 'i'));
  });

  it('any other text is a UserError that lists the names', () => {
    const known = new Set<string>(spellings.map(([spelling]) => spelling));
    const texts = fc.string().filter((text) => !known.has(text.trim().toLowerCase().replaceAll('_', '-')));
    fc.assert(
      fc.property(texts, (text) => {
        expect(() => activationByName(text)).toThrow(UserError);
        expect(() => activationByName(text)).toThrow(activationNames.join(', '));
      }),
    );
  });
});
