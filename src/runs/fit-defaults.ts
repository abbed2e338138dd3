import type { SettingName, Settings } from '../settings/table.ts';

/** Rows that batch norm needs in every batch. */
const BATCH_NORM_ROWS = 2;

/**
 * Settings whose defaults go with the data: nobody who trains on 20 samples has asked for batches of 32. What was chosen
 * stays as it is, and is refused later where it does not fit.
 * @param count samples to train on
 * @param chosen the settings that somebody gave
 */
export function fitDefaults(settings: Settings, count: number, chosen: ReadonlySet<SettingName>): Settings {
  if (chosen.has('batchSize')) return settings;
  let batchSize = Math.min(settings.batchSize, count);
  // A last batch of one row says nothing to batch norm: some smaller size leaves more, unless all there is is one row.
  const isShort = (size: number) => count % size !== 0 && count % size < BATCH_NORM_ROWS;
  if (settings.norm === 'batch' && !settings.dropLast) {
    while (batchSize > BATCH_NORM_ROWS && isShort(batchSize)) batchSize--;
  }
  return { ...settings, batchSize };
}
