import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../src/runs/assemble.ts';
import { resumeRun } from '../../src/runs/checkpoint/resume.ts';
import { readRunRecord } from '../../src/runs/folder/read-run-record.ts';
import { modelSettings } from '../../src/runs/models/first-weights.ts';
import { loadModel } from '../../src/runs/models/load-model.ts';
import { loadNetwork } from '../../src/runs/models/load-network.ts';
import { runTraining } from '../../src/runs/run-training.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import type { Settings } from '../../src/settings/table.ts';
import { evaluate } from '../../src/training/evaluate.ts';
import { smallTable } from '../cli/small-data.ts';
import { tempFolder } from '../dataset/temp-folder.ts';

const folder = tempFolder();
const data = join(folder, 'small.csv');
writeFileSync(data, smallTable(100));

const hidden = '6:max(-1, min(z, 1)),6';
const values = {
  ...{ data, hidden, activation: 'z > 0 ? z : p * z; p = 0.3', dropout: 0.2, batchSize: 8 },
  ...{ epochs: 4, optimizer: 'adam', validation: 0.2, checkpointEvery: '3' },
};
const settingsOf = (more: Record<string, unknown> = {}): Settings =>
  resolveSettings({ label: String, values: { ...values, ...more } });
const whole = join(folder, 'whole');
const model = join(whole, 'model.safetensors');

beforeAll(async () => {
  await runTraining(await assemble(settingsOf()), { folder: whole, version: '0' });
});

describe('a run with formulas', () => {
  it('keeps them as they were typed, and calls its network by them', () => {
    const { config, probes } = readRunRecord(whole);
    expect(config.settings).toMatchObject({ hidden: ['6:max(-1, min(z, 1))', 6], activation: values.activation });
    expect(config.network.activation).toBe(`max(-1, min(z, 1)) | ${values.activation}`);
    expect(probes[0].layers[0].activation).toBe('max(-1, min(z, 1))');
  });

  it('gives the same figures when it is loaded, without being told the formula, learned number included', async () => {
    const { config, summary } = readRunRecord(whole);
    const network = await loadNetwork(whole, config);
    expect(network.hiddenLayers.map(({ activation }) => activation.name).join()).toContain('max(-1, min(z, 1))');
    const { splits, scale } = await assemble(settingsOf());
    const { accuracy } = await evaluate(network, splits.test, scale);
    expect(accuracy).toBe(summary?.test?.accuracy);
    const alone = await loadModel(model, {});
    expect((await evaluate(alone.network, splits.test, scale)).accuracy).toBe(accuracy);
  });

  it('goes on after an interruption to the same bits', async () => {
    const cut = join(folder, 'cut');
    const controller = new AbortController();
    await runTraining(await assemble(settingsOf()), {
      folder: cut,
      version: '0',
      signal: controller.signal,
      listen: (event) => void (event.type === 'step' && event.step === 14 && controller.abort()),
    });
    const resumed = await resumeRun(cut);
    if ('done' in resumed) throw new Error('nothing to resume');
    await runTraining(resumed.assembly, { version: '0', continued: resumed.continued });
    expect(readFileSync(join(cut, 'model.safetensors')).equals(readFileSync(model))).toBe(true);
  });

  it('is what another begins with', async () => {
    const begun = await modelSettings(model);
    expect(begun.values).toMatchObject({
      hidden: ['6:max(-1, min(z, 1))', `6:${values.activation}`],
      activation: 'max(-1, min(z, 1))',
    });
    const { network } = await assemble(
      resolveSettings(begun, { values: { data, from: model, epochs: 1, validation: 0.2 } }),
    );
    const { network: other } = await loadModel(model, {});
    expect(Array.from(network.parameters)).toEqual(Array.from(other.parameters));
  });

  it('refuses a formula that it was not trained with', async () => {
    const { config } = readRunRecord(whole);
    await expect(loadNetwork(whole, config, 'z / 2')).rejects.toThrow('was trained with');
  });
});
