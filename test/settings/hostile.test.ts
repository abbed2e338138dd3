import { expect, it } from 'vitest';
import { planTable } from '../../src/experiments/plan.ts';
import type { Setting } from '../../src/settings/setting.ts';
import { settingsTable } from '../../src/settings/table.ts';
import { complaint, hostileJson } from '../support/hostile-json.ts';

const settings: readonly Setting<unknown>[] = [...Object.values(settingsTable), ...Object.values(planTable)];

it('is thirty hostile values and more', () => {
  expect(hostileJson.length).toBeGreaterThan(30);
  expect(new Set(hostileJson).size).toBe(hostileJson.length);
  for (const json of hostileJson) JSON.parse(json);
});

it.each(settings)('$group $name takes a hostile value, or says what is wrong', async (setting) => {
  for (const json of hostileJson) {
    const received: unknown = JSON.parse(json);
    const wrong = await complaint(() => {
      const value = setting.parse(received);
      // What is taken can be written down, and is the same when it is read back.
      expect(setting.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
      expect(setting.parseText(setting.write(value))).toEqual(value);
    });
    expect(wrong, json.slice(0, 100)).toBeUndefined();
    expect(await complaint(() => setting.parse(received, 'it in my.json'))).toBeUndefined();
    if (typeof received === 'string') expect(await complaint(() => setting.parseText(received))).toBeUndefined();
  }
});
