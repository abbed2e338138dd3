import { data } from './groups/data.ts';
import { logging } from './groups/logging.ts';
import { machine } from './groups/machine.ts';
import { network } from './groups/network.ts';
import { training } from './groups/training.ts';

/**
 * Every setting of a training, once. Flags, config files, the saved config.json, pages, messages and documents are all
 * read off this one table, in its order.
 */
export const settingsTable = { ...data, ...network, ...training, ...logging, ...machine } as const;

/** Name of a setting, as in config files. */
export type SettingName = keyof typeof settingsTable;

/** The settings of one training, complete and valid. */
export type Settings = Omit<{ [K in SettingName]: ReturnType<(typeof settingsTable)[K]['parse']> }, 'lr'> & {
  lr: number;
};

/** Their names, in order. */
export const settingNames = Object.keys(settingsTable) as SettingName[];

/** The groups as headings, in the order in which help and pages show them. */
export const groupTitles: Readonly<Record<string, string>> = {
  network: 'Network',
  training: 'Training',
  data: 'Data',
  logging: 'Logging',
  machine: 'Machine',
};
