import { describe, expect, it } from 'vitest';
import { byName, parseCall } from '../../src/util/registry.ts';
import { nearest, UserError, unknownName } from '../../src/util/user-error.ts';

describe('UserError', () => {
  it('states the rule, what came, and how to mend it', () => {
    const error = new UserError({ rule: '--lr must be a positive number', received: -1, fix: 'for example --lr 0.1' });
    expect(error.message).toBe('--lr must be a positive number; received -1. For example --lr 0.1.');
  });

  it('cuts what was received short', () => {
    expect(new UserError({ rule: 'x', received: 'y'.repeat(1000) }).message.length).toBeLessThan(140);
  });

  it('offers the nearest name, and none where nothing is near', () => {
    const names = ['sigmoid', 'tanh', 'relu'];
    expect(nearest('sigmiod', names)).toBe('sigmoid');
    expect(nearest('Tahn', names)).toBe('tanh');
    expect(nearest('sig', names)).toBe('sigmoid');
    expect(nearest('quadratic-something', names)).toBeUndefined();
    expect(unknownName('activation', 'rleu', names).message).toBe(
      "activation must be one of sigmoid, tanh, relu; received 'rleu'. Did you mean relu?",
    );
  });
});

describe('byName and parseCall', () => {
  const entries = [{ name: 'leaky-relu', aliases: ['lrelu'] }, { name: 'relu' }];

  it.each(['leaky-relu', 'leaky_relu', 'Leaky-ReLU', 'lrelu'])('%s is leaky-relu', (name) => {
    expect(byName('activation', entries, name)).toBe(entries[0]);
  });

  it.each([
    ['step', 'step', []],
    ['step:5,0.5', 'step', [5, 0.5]],
    ['normal(0.01)', 'normal', [0.01]],
  ])('%s is %s of %j', (text, name, args) => {
    expect(parseCall('x', text)).toEqual({ name, args });
  });

  it.each(['step:', 'step:a', 'step:1,,2', 'step:Infinity'])('%s is refused', (text) => {
    expect(() => parseCall('a schedule', text)).toThrow(UserError);
  });
});
