import { setting, toNumber } from '../runs/setting.ts';
import { resolveSettings, type Settings, type SettingsSource, settingNames, settingsTable } from '../runs/settings.ts';
import { unknownName } from '../util/user-error.ts';

/** What is to be compared. */
export interface Plan {
  /** What all runs share. Each run has its own `activation`, `seed` and, after a search, `lr`. */
  readonly settings: Settings;
  /** Names, or paths of modules. */
  readonly activations: readonly string[];
  readonly seeds: number;
  readonly lr: number | 'search';
  /** Trainings at the same time. */
  readonly jobs: number | 'auto';
}

/** A whole number from 1 to `most`. */
function upTo(most: number) {
  return (received: unknown) => {
    const value = toNumber(received);
    return value !== undefined && Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;
  };
}

const MOST_SEEDS = 1000;
const MOST_JOBS = 64;

/** Settings of a comparison beside those of its trainings. */
export const planTable = {
  activations: setting<string[]>(
    {
      flag: '--activations <names>',
      help: 'of the hidden layers: names from `gradlens activations`, or ./module.mjs',
      default: ['sigmoid', 'tanh', 'relu'],
    },
    'names with commas between them',
    parseNames,
  ),
  seeds: setting<number>(
    { flag: '--seeds <n>', help: 'runs of each activation, with the seeds from --seed on', default: 3 },
    `a whole number from 1 to ${MOST_SEEDS}`,
    upTo(MOST_SEEDS),
  ),
  lr: setting<number | 'search'>(
    {
      flag: '--lr <rate>',
      help: 'the same learning rate for all, or search: for each its own best, by validation loss',
      default: 'search',
    },
    "'search' or a positive number",
    (received) => {
      if (received === 'search') return received;
      const value = toNumber(received);
      return value !== undefined && value > 0 ? value : undefined;
    },
  ),
  jobs: setting<number | 'auto'>(
    {
      flag: '--jobs <n>',
      help: 'trainings side by side, one thread each; auto: one per core. Results do not depend on it',
      default: 'auto',
      example: '2',
    },
    `a whole number from 1 to ${MOST_JOBS}, or auto`,
    (received) => (received === 'auto' ? received : upTo(MOST_JOBS)(received)),
  ),
} as const;

/** Settings that are not shared, or that results do not depend on: each run is given its own. Weights to begin with
 * belong to one activation. */
const OWN = ['activation', 'lr', 'threads', 'from'] as const;

/** The settings of a training that all runs of a comparison share. */
export const sharedNames = settingNames.filter((name) => !OWN.some((own) => own === name));

/** Of the shared settings, those that a comparison sets apart from a single training. */
export const sharedDefaults = {
  // The rate is chosen by it. It is held out where all get the same rate too, so that both train on the same samples.
  validation: 0.1,
} as const satisfies Partial<Settings>;

/** What by default follows the activation, and `--fix` holds. */
export const fixableNames = ['init'] as const;

/**
 * A complete plan: defaults, overruled by each source in turn. The config of a run or what --print-config shows is such
 * a source; the activation, the first weights and the threads of a run do not count.
 * @throws UserError for an unknown key or a value that is refused
 */
export function resolvePlan(...sources: readonly SettingsSource[]): Plan {
  const own: Record<string, unknown> = {};
  for (const [key, { default: initial }] of Object.entries(planTable)) own[key] = initial;
  const shared = sources.map(({ label, values }) => {
    // As a list: assigned to an object, a key __proto__ would become its prototype.
    const rest: [string, unknown][] = [];
    for (const [key, received] of Object.entries(values)) {
      if (received === undefined) continue;
      if (Object.hasOwn(planTable, key))
        own[key] = planTable[key as keyof typeof planTable].parse(received, label(key));
      else if (key !== 'activation' && key !== 'threads' && key !== 'from') rest.push([key, received]);
    }
    return { label, values: Object.fromEntries(rest) };
  });
  const plan = own as Omit<Plan, 'settings'>;
  const settings = resolveSettings({ label: String, values: { ...sharedDefaults, threads: 1 } }, ...shared);
  return { ...plan, settings: plan.lr === 'search' ? settings : { ...settings, lr: plan.lr } };
}

/**
 * The source of settings in `init=glorot-uniform`, ...
 * @throws UserError for what is not NAME=VALUE, and for names of settings that do not follow the activation
 */
export function fixedSettings(texts: readonly string[]): SettingsSource {
  const values: Record<string, unknown> = {};
  for (const text of texts) {
    const [, name = text, value] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (!fixableNames.some((one) => one === name)) throw unknownName('what --fix holds', name, fixableNames);
    settingsTable[name as (typeof fixableNames)[number]].parse(value ?? '', `--fix ${name}`);
    values[name] = value;
  }
  return { label: (name) => `--fix ${name}`, values };
}

/** `sigmoid,tanh` -> ['sigmoid', 'tanh']; also a list, from JSON. */
function parseNames(received: unknown): string[] | undefined {
  const parts = typeof received === 'string' ? received.split(',') : received;
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return undefined;
  const names = parts.map((part) => part.trim());
  return names.length > 0 && names.every(Boolean) ? names : undefined;
}
