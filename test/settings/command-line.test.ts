import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSettings } from '../../src/cli/settings/options.ts';
import { settingFlags, shellLine, trainCommand } from '../../src/settings/command-line.ts';
import { type HiddenLayer, hiddenText } from '../../src/settings/hidden-layers.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { settingsTable } from '../../src/settings/table.ts';
import { fitsSingle } from '../../src/util/single.ts';
import { needs } from '../support/needs.ts';

const resolved = (values: Record<string, unknown>) => resolveSettings({ label: String, values });

/** The settings that `gradlens train` understands from these words. */
function understood(words: readonly string[]) {
  const command = addSettings(new Command().exitOverride(), Object.values(settingsTable));
  return resolved(command.parse([...words], { from: 'user' }).opts());
}

/** Settings of every kind, each another value than its default now and then. */
const anySettings = fc.record(
  {
    data: fc.constantFrom('data/mnist', "it's a file.csv"),
    trainSize: fc.constantFrom(null, 500),
    validation: fc.constantFrom(0, 0.1, 300),
    holdOut: fc.constantFrom('last', 'random'),
    hidden: fc.array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom('100:tanh', '7:leaky-relu')), {
      maxLength: 4,
    }),
    norm: fc.constantFrom('none', 'batch', 'layer'),
    residual: fc.boolean(),
    activation: fc.constantFrom('tanh', './my act.mjs'),
    head: fc.constantFrom('sigmoid-mse'),
    init: fc.constantFrom('auto', 'he-normal'),
    dropout: fc.double({ min: 0, max: 0.9, noNaN: true }).filter(fitsSingle),
    initBias: fc.constantFrom(null, -10, 0.5),
    optimizer: fc.constantFrom('sgd', 'adam'),
    lr: fc.double({ min: 1e-9, max: 10, noNaN: true }),
    schedule: fc.constantFrom('constant', 'step:10,0.1'),
    shuffle: fc.boolean(),
    dropLast: fc.boolean(),
    earlyStopping: fc.boolean(),
    seed: fc.nat(),
    monitor: fc.constantFrom(null, 'train_loss'),
    threads: fc.constantFrom('auto', 2),
  },
  { requiredKeys: [] },
);

describe('settings as a command line', () => {
  it('say nothing of defaults, nor of the rate that is the optimizer’s own', () => {
    expect(settingFlags(resolved({}))).toEqual([]);
    expect(trainCommand(resolved({ optimizer: 'adam' }))).toBe('gradlens train --optimizer adam');
  });

  it('read as a user writes them', () => {
    expect(trainCommand(resolved({ hidden: '5x100', activation: 'tanh', shuffle: false, lr: 0.5 }))).toBe(
      'gradlens train --hidden 5x100 --activation tanh --lr 0.5 --no-shuffle',
    );
  });

  it('give the same settings when they are read back, for any settings', () => {
    fc.assert(
      fc.property(anySettings, (values) => {
        const settings = resolved(values);
        expect(understood(settingFlags(settings))).toEqual(settings);
      }),
    );
  });

  it('leave out and put in what another command wants', () => {
    const flags = settingFlags(resolved({ activation: 'tanh', seed: 3 }), {
      without: ['seed'],
      always: ['validation'],
    });
    expect(flags).toEqual(['--validation', '0', '--activation', 'tanh']);
  });

  it.each([
    [[], 'none'],
    [[100, 100, 100], '3x100'],
    [[64, 64], '64,64'],
    [['100:tanh', 50], '100:tanh,50'],
    [['9:relu', '9:relu', '9:relu'], '3x9:relu'],
  ] as [HiddenLayer[], string][])('write %j as %s', (hidden, text) => expect(hiddenText(hidden)).toBe(text));

  it('survive the shell, quotes and all', needs('posix'), () => {
    const words = ["it's", 'a b', '$HOME', '', 'plain,0.1', '*'];
    const line = shellLine(['printf', '%s\\n', ...words]);
    expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
  });
});
