import { optimizerByName } from '../../nn/optimizers/index.ts';
import type { SettingName } from '../../settings/table.ts';
import type { Evidence } from './evidence.ts';

/** Something to try, as a fact: how it is written is up to the language, and to where it is read. */
export type Remedy =
  /** Settings that belong together, with their values. */
  | { readonly kind: 'settings'; readonly values: Readonly<Partial<Record<SettingName, string | number | true>>> }
  /** Another activation, by name. */
  | { readonly kind: 'activation'; readonly name: string }
  /** A learning rate in that direction; `lr` is one to begin with, null where none is at hand. */
  | { readonly kind: 'lower-rate' | 'higher-rate'; readonly lr: number | null }
  /** Smaller initial weights, by that initializer. */
  | { readonly kind: 'smaller-weights'; readonly init: string }
  /** So many units in that hidden layer, counted from 1, at least. */
  | { readonly kind: 'more-units'; readonly layer: number; readonly units: number }
  | {
      readonly kind:
        | 'fewer-layers'
        | 'wider-layers'
        | 'more-data'
        | 'more-epochs'
        | 'another-rate'
        | 'mend-inputs'
        | 'invert-images'
        | 'check-labels'
        | 'mix-data';
    };

/** Whether a remedy is in force already: advice names something new. */
export function inForce(remedy: Remedy, { settings, activation, init, activations }: Evidence): boolean {
  if (remedy.kind === 'activation') return remedy.name === activation || remedy.name in activations;
  if (!settings) return false;
  if (remedy.kind !== 'settings') return false;
  return Object.entries(remedy.values).every(([name, value]) => {
    const own = name === 'init' ? init : settings[name as SettingName];
    // A share, a strength: any of it counts.
    return typeof value === 'number' && SWITCHES.has(name) ? Number(own) > 0 : own === value;
  });
}

/** Numbers that switch something on. */
const SWITCHES: ReadonlySet<string> = new Set(['clipNorm', 'validation', 'dropout', 'l2']);

/**
 * A lower rate to try: the optimizer's usual one, where that is lower, else a tenth. Never one that only looks like advice:
 * a tenth of an absurd rate is absurd.
 */
export function lowerRate(lr: number, usual: number): number {
  return twoDigits(lr > usual ? Math.min(usual, lr / 2) : lr / 10);
}

/** A higher rate to try: the optimizer's usual one, where that is higher, else ten times the rate. */
export function higherRate(lr: number, usual: number): number {
  return twoDigits(lr < usual ? usual : lr * 10);
}

/** The rate that suits the optimizer in force; undefined where it is not known. */
export function usualRate({ settings }: Pick<Evidence, 'settings'>): number | undefined {
  return settings ? optimizerByName(settings.optimizer).defaultLearningRate : undefined;
}

/** Advice to lower the rate, with a value where one is known. */
export function lower(evidence: Pick<Evidence, 'settings'>): Remedy {
  const usual = usualRate(evidence);
  const { lr } = evidence.settings ?? {};
  return { kind: 'lower-rate', lr: usual === undefined || lr === undefined ? null : lowerRate(lr, usual) };
}

/** Advice to raise the rate, with a value where one is known. */
export function higher(evidence: Pick<Evidence, 'settings'>): Remedy {
  const usual = usualRate(evidence);
  const { lr } = evidence.settings ?? {};
  return { kind: 'higher-rate', lr: usual === undefined || lr === undefined ? null : higherRate(lr, usual) };
}

/** A rate to be typed: 0.30000000000000004 is none. */
const twoDigits = (value: number): number => Number(value.toPrecision(2));
