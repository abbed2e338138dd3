import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { type SettingName, settingNames, settingsTable } from '../../src/settings/table.ts';
import { UserError } from '../../src/util/user-error.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';

const label = (name: string) => `--${name}`;
const resolved = (values: Record<string, unknown>) => resolveSettings({ label, values });

describe('settings', () => {
  it('are complete and valid by default', () => {
    const defaults = resolveSettings();
    expect(Object.keys(defaults)).toEqual(settingNames);
    // What is saved as config.json is read back as it was.
    expect(resolved(JSON.parse(JSON.stringify(defaults)))).toEqual(defaults);
  });

  it('take the last source that speaks', () => {
    const sources = [
      { lr: 1, epochs: 2 },
      { lr: 3, momentum: undefined },
    ];
    expect(resolveSettings(...sources.map((values) => ({ label, values })))).toMatchObject({
      lr: 3,
      epochs: 2,
      momentum: 0.9,
    });
  });

  it.each([
    ['none', []],
    ['128,64', [128, 64]],
    [' 10 , 5 ', [10, 5]],
    ['5x100', [100, 100, 100, 100, 100]],
    ['2x3,4', [3, 3, 4]],
    [7, [7]],
    [
      [8, 9],
      [8, 9],
    ],
    [[], []],
    ['100:tanh,50:relu', ['100:tanh', '50:relu']],
    ['2x100:Leaky_ReLU, 7', ['100:leaky-relu', '100:leaky-relu', 7]],
    ['9:logistic', ['9:sigmoid']],
    [
      [8, '9:tanh'],
      [8, '9:tanh'],
    ],
  ])('hidden %j is %j', (received, sizes) => {
    expect(resolved({ hidden: received }).hidden).toEqual(sizes);
  });

  it.each([
    '',
    '0',
    '10,-3',
    'abc',
    '1.5',
    '5x',
    'x5',
    '0x5',
    '1e3',
    '10,,5',
    '99999999',
    '9999x9999',
    null,
    [1, '2'],
    '0:tanh',
    '5x:tanh',
    [1, null],
    [[1]],
    {},
    true,
  ])('hidden %j is refused', (received) => {
    expect(mistakeOf(() => resolved({ hidden: received })).mistake.received).toEqual(received);
  });

  it('an unknown activation of a layer is told with the nearest name, a module where it belongs', () => {
    expect(() => resolved({ hidden: '100:tanhh' })).toThrow(
      /activation of a layer in (--)?hidden must be one of .*received 'tanhh'. Did you mean tanh\?/,
    );
    expect(() => resolved({ hidden: '100:' })).toThrow(/must be one of .*received ''/);
    expect(() => resolved({ hidden: '100:./mine.mjs' })).toThrow(/must be a built-in one.*the path to (--)?activation/);
  });

  it('are text or numbers, as flags and files have them', () => {
    expect(resolved({ lr: '1e-3', epochs: '7', scale: 255, trainSize: 'none', seed: 0 })).toMatchObject({
      lr: 0.001,
      epochs: 7,
      scale: '255',
      trainSize: null,
      seed: 0,
    });
  });

  it('probeEvery is a number of steps, 0 where it is none', () => {
    const steps = (probeEvery: unknown) => resolved({ probeEvery }).probeEvery;
    expect(['100', 7, 0, 'none', null].map(steps)).toEqual([100, 7, 0, 0, 0]);
  });

  it('refuse what is no setting, names of the prototype too', () => {
    expect(mistakeOf(() => resolved({ learningRate: 1 })).message).toMatch(/--learningRate is no setting/);
    for (const name of ['constructor', 'toString', '__proto__']) {
      const values = JSON.parse(`{ "${name}": 1 }`);
      expect(mistakeOf(() => resolved(values)).message).toContain(`--${name} is no setting`);
    }
  });

  it('answer an object whose toString is none, which String() cannot take', () => {
    const values = { monitor: JSON.parse('{"toString":false}') };
    expect(() => resolveSettings({ label: (name) => name, values })).toThrow(UserError);
  });

  it('answer any JSON value with a setting of the right kind or a UserError', () => {
    fc.assert(
      fc.property(fc.constantFrom(...settingNames), fc.jsonValue(), (name: SettingName, received) => {
        try {
          const { [name]: value } = resolved({ [name]: received });
          // What was accepted once is accepted when it is read back.
          expect(settingsTable[name].parse(value, name)).toEqual(value);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.message).toMatch(
            /must|takes|finite|no setting|formula|there is no|cannot be chained|is a function/,
          );
        }
      }),
      { numRuns: 2000 },
    );
  });
});
