import { describe, expect, it } from 'vitest';
import { choosePresets, presets } from '../../../src/experiments/reproduction/presets/index.ts';
import { UserError } from '../../../src/util/user-error.ts';

describe('the list of presets', () => {
  it('has each name once, fit for a folder and a command line', () => {
    const names = presets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
  });

  it.each(presets)('$name tells its source and setting, and repeats more in its whole form', (preset) => {
    expect(preset.source.length).toBeGreaterThan(20);
    expect(preset.setting.length).toBeGreaterThan(0);
    expect(preset.quickSeeds).toBeGreaterThan(0);
    expect(preset.seeds).toBeGreaterThanOrEqual(preset.quickSeeds);
  });

  it('is chosen from by name, in its own order, or as a whole', () => {
    const names = (...asked: string[]) => choosePresets(asked).map(({ name }) => name);
    expect(names('nielsen-ch3-init', 'nielsen-ch5-depth', 'nielsen-ch3-init')).toEqual([
      'nielsen-ch5-depth',
      'nielsen-ch3-init',
    ]);
    expect(choosePresets(['all'])).toEqual(presets.filter(({ long }) => !long));
    expect(choosePresets(['all'], true)).toEqual(presets);
    // By its name a long one is meant, whatever its length.
    for (const { name } of presets) expect(names(name)).toEqual([name]);
  });

  it('offers the nearest name', () => {
    expect(() => choosePresets(['nielsen-ch5-dept'])).toThrow(UserError);
    expect(() => choosePresets(['nielsen-ch5-dept'])).toThrow(/Did you mean nielsen-ch5-depth\?/);
  });
});
