import { describe, expect, it } from 'vitest';
import { flagSpelling } from '../../src/settings/flags.ts';
import { message, type Spell, setting } from '../../src/util/message.ts';
import { byName, parseCall } from '../../src/util/registry.ts';
import { nearest, UserError, unknownName } from '../../src/util/user-error.ts';

describe('UserError', () => {
  it('states the rule, what came, and how to mend it', () => {
    const error = new UserError({ rule: 'lr must be a positive number', received: -1, fix: 'for example 0.1' });
    expect(error.message).toBe('lr must be a positive number; received -1. For example 0.1.');
  });

  it('names settings, which each surface spells in its own way', () => {
    const rule = message`${setting('batchSize')} must be at most ${20}, of ${'digits'}`;
    const error = new UserError({ rule, received: 21, fix: message`try ${setting('batchSize', 20)}` });
    const told = 'must be at most 20, of digits; received 21. Try';
    expect(error.message).toBe(`batchSize ${told} batchSize: 20.`);
    expect(error.told(flagSpelling)).toBe(`--batch-size ${told} --batch-size 20.`);
    const inWords: Spell = ({ value }) => `batch size${value === undefined ? '' : ` ${value}`}`;
    expect(error.told(inWords)).toBe(`batch size ${told} batch size 20.`);
    // What goes from a thread to another is told there.
    expect(new UserError(structuredClone(error.mistake)).told(flagSpelling)).toBe(error.told(flagSpelling));
  });

  it.each([
    [setting('earlyStopping', true), '--early-stopping', 'earlyStopping: true'],
    [setting('shuffle', false), '--no-shuffle', 'shuffle: false'],
    [setting('lr', 0.1), '--lr 0.1', 'lr: 0.1'],
    [setting('x\u001b[2J'), '--x [2-j', 'x [2J'],
  ])('writes %j as %s in a terminal', (mention, flag, own) => {
    const error = new UserError({ rule: message`add ${mention}` });
    expect([error.told(flagSpelling), error.message]).toEqual([`add ${flag}.`, `add ${own}.`]);
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
