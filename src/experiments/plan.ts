import { activationNames } from '../activations/index.ts';
import { toNumber, within } from '../settings/bounds.ts';
import { hiddenText, hiddenUnits } from '../settings/hidden-layers.ts';
import { custom, number, wholeOrAuto } from '../settings/kinds.ts';
import { resolveSettings, type SettingsSource } from '../settings/resolve.ts';
import { grouped } from '../settings/setting.ts';
import { type Settings, settingNames, settingsTable } from '../settings/table.ts';
import { splitList } from '../util/list.ts';
import { message, setting } from '../util/message.ts';
import { UserError, unknownName } from '../util/user-error.ts';

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

const MOST_SEEDS = 1000;
const MOST_JOBS = 64;
const positive = { above: 0 } as const;

/** Settings of a comparison beside those of its trainings. */
export const planTable = grouped('comparison', {
  activations: custom<string[]>(
    {
      title: 'activations',
      meaning: 'of the hidden layers, with commas between them',
      default: ['sigmoid', 'tanh', 'relu'],
      placeholder: 'names',
      essential: true,
      control: { kind: 'list', names: activationNames, more: 'or formulas in z, or ./module.mjs' },
    },
    'names with commas between them',
    parseNames,
  ),
  seeds: number(
    {
      title: 'seeds',
      meaning: 'runs of each activation, each with a seed of its own',
      default: 3,
      placeholder: 'n',
      essential: true,
      usual: [1, 20],
    },
    { whole: true, least: 1, most: MOST_SEEDS },
  ),
  lr: custom<number | 'search'>(
    {
      title: 'learning rate',
      meaning: 'the same learning rate for all, or search: for each its own best, by validation loss',
      default: 'search',
      placeholder: 'rate',
      essential: true,
      control: { kind: 'number', bounds: positive, steps: 'logarithmic', usual: [1e-5, 10], words: ['search'] },
    },
    "'search' or a positive number",
    (received) => {
      if (received === 'search') return received;
      const value = toNumber(received);
      return value !== undefined && within(positive, value) ? value : undefined;
    },
  ),
  jobs: wholeOrAuto(
    {
      title: 'jobs',
      meaning: 'trainings side by side, one thread each; auto: one per core. Results do not depend on it',
      default: 'auto',
      placeholder: 'n',
      example: '2',
    },
    MOST_JOBS,
  ),
});

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

/** What by default follows the activation, and may be held the same for all. */
export const fixableNames = ['init'] as const;

/**
 * A complete plan: defaults, overruled by each source in turn. The config of a run is such a source; its activation,
 * its first weights and its threads do not count.
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
        own[key] = planTable[key as keyof typeof planTable].parse(received, label?.(key));
      else if (key !== 'activation' && key !== 'threads' && key !== 'from') rest.push([key, received]);
    }
    return { label, values: Object.fromEntries(rest) };
  });
  const plan = own as Omit<Plan, 'settings'>;
  const settings = resolveSettings({ values: { ...sharedDefaults, threads: 1 } }, ...shared);
  refuseOwnActivations(settings);
  return { ...plan, settings: plan.lr === 'search' ? settings : { ...settings, lr: plan.lr } };
}

/** Where each hidden layer names its activation, all runs of a comparison would be the same. */
function refuseOwnActivations({ hidden }: Settings): void {
  const layers = hidden.map(hiddenUnits);
  if (layers.length === 0 || layers.some(({ activation }) => activation === null)) return;
  throw new UserError({
    rule: message`a comparison needs a hidden layer whose activation it may choose`,
    received: hiddenText(hidden),
    fix: message`leave names out: ${setting('hidden', hiddenText(layers.map(({ units }) => units)))}`,
  });
}

/**
 * The source of settings in `init=glorot-uniform`, ...
 * @throws UserError for what is not NAME=VALUE, and for names of settings that do not follow the activation
 */
export function fixedSettings(texts: readonly string[]): SettingsSource {
  const values: Record<string, unknown> = {};
  const label = (name: string) => message`${setting('fix')} ${name}`;
  for (const text of texts) {
    const [, name = text, value] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (!fixableNames.some((one) => one === name))
      throw unknownName(message`what ${setting('fix')} holds`, name, fixableNames);
    settingsTable[name as (typeof fixableNames)[number]].parse(value ?? '', label(name));
    values[name] = value;
  }
  return { label, values };
}

/** `sigmoid,tanh` -> ['sigmoid', 'tanh']; also a list, from JSON. */
function parseNames(received: unknown): string[] | undefined {
  const parts = typeof received === 'string' ? splitList(received) : received;
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return undefined;
  const names = parts.map((part) => part.trim());
  return names.length > 0 && names.every(Boolean) ? names : undefined;
}
