import { describe, expect, it } from 'vitest';
import { fixedSettings, resolvePlan, sharedNames } from '../../src/experiments/plan.ts';
import { settingNames } from '../../src/settings/table.ts';

const source = (values: Record<string, unknown>) => ({ label: String, values });

describe('a plan', () => {
  it('by default compares three activations with three seeds, each at its own rate, with a tenth held out', () => {
    const plan = resolvePlan();
    expect(plan).toMatchObject({ activations: ['sigmoid', 'tanh', 'relu'], seeds: 3, lr: 'search', jobs: 'auto' });
    expect(plan.settings).toMatchObject({ validation: 0.1, threads: 1, lr: 0.1 });
  });

  it('is overruled by each source in turn', () => {
    const file = source({ activations: ['relu', 'gelu'], lr: 0.5, epochs: 9, validation: 0 });
    expect(resolvePlan(file)).toMatchObject({
      activations: ['relu', 'gelu'],
      lr: 0.5,
      settings: { lr: 0.5, epochs: 9 },
    });
    const flags = source({ activations: ' swish , ./mine.mjs ', lr: 'search', seeds: '2' });
    const plan = resolvePlan(file, flags);
    expect(plan).toMatchObject({ activations: ['swish', './mine.mjs'], lr: 'search', seeds: 2 });
    expect(plan.settings).toMatchObject({ epochs: 9, validation: 0, lr: 0.1 });
  });

  it('leaves the activation and the threads of a run’s config aside', () => {
    const { settings, activations } = resolvePlan(source({ activation: 'gelu', threads: 4, batchSize: 7 }));
    expect(settings).toMatchObject({ threads: 1, batchSize: 7 });
    expect(activations).not.toContain('gelu');
  });

  it('may let some hidden layers name their activation', () => {
    expect(resolvePlan(source({ hidden: '100:tanh,50' })).settings.hidden).toEqual(['100:tanh', 50]);
  });

  it('shares every setting but four', () => {
    expect(settingNames.filter((name) => !sharedNames.includes(name))).toEqual(['activation', 'from', 'lr', 'threads']);
  });

  it.each([
    [{ seeds: 0 }, /seeds must be a whole number from 1 to 1000/],
    [{ seeds: 1e15 }, /seeds must be/],
    [{ seeds: 1.5 }, /seeds must be/],
    [{ lr: 'serach' }, /lr must be 'search' or a positive number; received 'serach'/],
    [{ lr: ' ' }, /lr must be/],
    [{ lr: 0 }, /lr must be/],
    [{ activations: [] }, /activations must be names/],
    [{ activations: 'relu,,tanh' }, /activations must be names/],
    [{ activations: [1] }, /activations must be names/],
    [{ jobs: 0 }, /jobs must be a whole number from 1 to 64, or auto/],
    [
      { hidden: '100:tanh,50:relu' },
      /whose activation it may choose; received '100:tanh,50:relu'. Leave names out: hidden: 100,50/,
    ],
    [{ epoch: 3 }, /epoch is no setting. Did you mean epochs/],
  ])('refuses %j', (values, says) => {
    expect(() => resolvePlan(source(values))).toThrow(says);
  });
});

describe('--fix', () => {
  it('holds what follows the activation', () => {
    expect(resolvePlan(fixedSettings(['init=normal:0.01'])).settings.init).toBe('normal:0.01');
    expect(resolvePlan(source({ init: 'he-normal' }), fixedSettings([])).settings.init).toBe('he-normal');
  });

  it.each([
    ['inti=he-normal', /must be one of init; received 'inti'. Did you mean init\?/],
    ['batchSize=3', /must be one of init; received 'batchSize'/],
    ['init', /fix init must be text/],
    ['init=', /fix init must be text/],
    ['init=he-norml', /init must be one of .*Did you mean he-normal\?/],
    ['', /must be one of init/],
  ])('refuses %j', (text, says) => {
    expect(() => fixedSettings([text])).toThrow(says);
  });
});
