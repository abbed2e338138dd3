import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeSafetensors } from '../../src/formats/safetensors.ts';
import { assemble } from '../../src/runs/assemble.ts';
import { findCheckpoint } from '../../src/runs/checkpoint/checkpoint-folder.ts';
import { checkpointShape, resumeRun } from '../../src/runs/checkpoint/resume.ts';
import { readRunRecord } from '../../src/runs/folder/read-run-record.ts';
import { modelSettings } from '../../src/runs/models/first-weights.ts';
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

/** Everything at once: an activation per layer, batch norm, residual connections, dropout. */
const values = {
  ...{ data, hidden: '2x6:tanh,6', activation: 'gelu', norm: 'batch', residual: true, dropout: 0.2 },
  ...{ batchSize: 8, dropLast: true, epochs: 4, optimizer: 'adam', validation: 0.2, logEvery: 1, checkpointEvery: '3' },
};
const settingsOf = (more: Record<string, unknown> = {}): Settings =>
  resolveSettings({ label: String, values: { ...values, ...more } });
const whole = join(folder, 'whole');

beforeAll(async () => {
  await runTraining(await assemble(settingsOf()), { folder: whole, version: '0' });
});

const modelOf = (run: string) => readFileSync(join(run, 'model.safetensors'));

describe('a run with an activation per layer, batch norm and residual connections', () => {
  it('says so in its config and in each line of layers.jsonl', () => {
    const { config, probes } = readRunRecord(whole);
    expect(config.settings).toMatchObject({ hidden: ['6:tanh', '6:tanh', 6], norm: 'batch', residual: true });
    expect(config.network.activation).toBe('tanh+gelu');
    expect(probes).toHaveLength(5);
    expect(probes[0].layers.map(({ activation, hidden }) => [activation, hidden])).toEqual([
      ['tanh', true],
      ['tanh', true],
      ['gelu', true],
      ['identity', false],
    ]);
  });

  it('has running statistics beside its weights, and gives the same figures when it is loaded', async () => {
    const names = decodeSafetensors(modelOf(whole), 'model').tensors.map(({ name }) => name);
    expect(names).toContain('layers.2.norm.variance');
    const { config, summary } = readRunRecord(whole);
    const network = await loadNetwork(whole, config);
    expect(network.statistics.some((value) => value !== 0 && value !== 1)).toBe(true);
    const { splits, scale } = await assemble(settingsOf());
    const { loss, accuracy } = await evaluate(network, splits.test, scale);
    expect(accuracy).toBe(summary?.test?.accuracy);
    expect(Math.abs(loss - (summary?.test?.loss ?? 0))).toBeLessThan(1e-6);
  });

  it('goes on after an interruption to the same bits, statistics too', async () => {
    const cut = join(folder, 'cut');
    const controller = new AbortController();
    await runTraining(await assemble(settingsOf()), {
      folder: cut,
      version: '0',
      signal: controller.signal,
      listen: (event) => void (event.type === 'step' && event.step === 14 && controller.abort()),
    });
    const shape = checkpointShape(await assemble(settingsOf()));
    const { state } = findCheckpoint(cut, shape).checkpoint ?? {};
    expect(state?.network.statistics).toHaveLength(36);
    expect(state?.steps).toBeLessThan(36);
    const resumed = await resumeRun(cut);
    if ('done' in resumed) throw new Error('nothing to resume');
    await runTraining(resumed.assembly, { version: '0', continued: resumed.continued });
    expect(modelOf(cut).equals(modelOf(whole))).toBe(true);
    const losses = (run: string) => readRunRecord(run).metrics.map(({ train, test }) => [train, test]);
    expect(losses(cut)).toEqual(losses(whole));
    expect(readRunRecord(cut).probes).toEqual(readRunRecord(whole).probes);
  });

  it('puts the best epoch’s statistics back with its weights', async () => {
    // A rate at which it gets worse: the first epoch is the best.
    const run = join(folder, 'best');
    const more = { earlyStopping: true, patience: 2, lr: 0.5, optimizer: 'sgd', epochs: 12 };
    const assembly = await assemble(settingsOf(more));
    const { summary } = await runTraining(assembly, { folder: run, version: '0' });
    expect(summary.best?.epoch).toBeLessThan(summary.epochs);
    const { loss } = await evaluate(
      assembly.network,
      assembly.splits.validation ?? assembly.splits.test,
      assembly.scale,
    );
    expect(Math.abs(loss - (summary.best?.validation?.loss ?? 0))).toBeLessThan(1e-6);
    const best = decodeSafetensors(readFileSync(join(run, 'checkpoint', 'best.safetensors')), 'best').tensors;
    const model = decodeSafetensors(modelOf(run), 'model').tensors;
    expect(best.map(({ name, values }) => [name, [...values]])).toEqual(
      model.map(({ name, values }) => [name, [...values]]),
    );
  });

  it('may be begun with: a training takes its layers over, or says what is different', async () => {
    const given = await modelSettings(whole);
    const settings = resolveSettings(given, {
      label: String,
      values: { data, from: whole, validation: 0.2, batchSize: 8, epochs: 1 },
    });
    expect(settings).toMatchObject({ hidden: ['6:tanh', '6:tanh', '6:gelu'], norm: 'batch', residual: true });
    const begun = await assemble(settings);
    const trained = await loadNetwork(whole, readRunRecord(whole).config);
    expect(begun.network.parameters).toEqual(trained.parameters);
    expect(begun.network.statistics).toEqual(trained.statistics);
    await expect(assemble({ ...settings, norm: 'none' })).rejects.toThrow(
      /layer 1 of .* has batch-norm with epsilon 0.00001, .*received 'no norm'/,
    );
    await expect(assemble({ ...settings, residual: false })).rejects.toThrow(/layer 2 of .* a residual connection/);
  });
});

describe('what does not go together', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no sizes that fit', { hidden: '6,5' }, /residual goes around .* there is none; received '\d+-6-5'/],
    ['no hidden layer', { hidden: 'none' }, /residual goes around .* there is none/],
  ])('%s for residual connections', async (_what, more, message) => {
    await expect(assemble(settingsOf(more))).rejects.toThrow(message);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['batches of one', { batchSize: 1 }, /batch norm needs 2 rows or more.*received 'batches of 1'/],
    [
      'a last batch of one',
      { validation: 0, batchSize: 8, dropLast: false, trainSize: 65 },
      /a last batch of 1, of 65/,
    ],
  ])('batch norm and %s', async (_what, more, message) => {
    const assembly = await assemble(settingsOf({ validation: 0, ...more }));
    const run = runTraining(assembly, { folder: join(folder, 'never'), version: '0' });
    await expect(run).rejects.toThrow(message);
  });

  it('but layer norm takes batches of one', async () => {
    const more = { norm: 'layer', batchSize: 1, epochs: 1, trainSize: 20, validation: 0 };
    const { summary } = await runTraining(await assemble(settingsOf(more)), { folder: null, version: '0' });
    expect(summary.status).toBe('finished');
  });
});
