import { loadData } from '../../../src/dataset/splits.ts';
import { runTask } from '../../../src/experiments/pool/run-task.ts';
import type { PresetRunner } from '../../../src/experiments/reproduction/preset.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';

/** A runner without threads, on any data: by default the embedded digits. Its measurements are quick ones. */
export function smallRunner(data = 'mnist10k', seeds: readonly number[] = [0]): PresetRunner {
  return {
    seeds,
    quick: true,
    signal: new AbortController().signal,
    images: () => loadData(data),
    async train(label, values) {
      const settings = resolveSettings({ label: String, values: { ...values, data } });
      const { trainSize, validation, holdOut } = settings;
      const splits = await loadData(data, { ...(trainSize !== null && { trainSize }), validation, holdOut });
      const task = { name: label, activation: settings.activation, folder: null, measured: true } as const;
      const records = [];
      for (const seed of seeds)
        records.push(await runTask({ ...task, settings: { ...settings, seed } }, { splits, version: 'test' }));
      return records;
    },
    progress() {},
  };
}
