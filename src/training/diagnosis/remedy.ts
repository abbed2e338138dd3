import type { SettingName } from '../../settings/table.ts';

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
  | { readonly kind: 'fewer-layers' | 'more-data' | 'more-epochs' | 'another-rate' };
