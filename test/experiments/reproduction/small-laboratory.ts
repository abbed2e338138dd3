import { loadData } from '../../../src/dataset/splits.ts';
import { performJob } from '../../../src/experiments/perform.ts';
import type { Laboratory } from '../../../src/experiments/reproduction/preset.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';

/** A laboratory without threads, on any data: by default the embedded digits. Its measurements are quick ones. */
export function smallLaboratory(data = 'mnist10k', seeds: readonly number[] = [0]): Laboratory {
  return {
    seeds,
    quick: true,
    signal: new AbortController().signal,
    images: () => loadData(data),
    async train(label, values) {
      const settings = resolveSettings({ label: String, values: { ...values, data } });
      const { trainSize, validation, holdOut } = settings;
      const splits = await loadData(data, { ...(trainSize !== null && { trainSize }), validation, holdOut });
      const job = { name: label, activation: settings.activation, folder: null, measured: true } as const;
      const records = [];
      for (const seed of seeds)
        records.push(await performJob({ ...job, settings: { ...settings, seed } }, { splits, version: 'test' }));
      return records;
    },
    progress() {},
  };
}
