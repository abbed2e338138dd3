import type { Remedy } from '../../training/diagnosis/remedy.ts';
import type { Spelling } from '../spelling.ts';
import { either } from './list.ts';

/** Remedies as sentences of advice, in English. */
export interface Advice {
  /** 'relu, tanh or fewer layers' */
  list(remedies: readonly Remedy[]): string;
  /** 'Try relu, tanh or fewer layers.' */
  tryThem(remedies: readonly Remedy[]): string;
}

/** Advice with settings spelt for one kind of reader. */
export function adviceIn(spelling: Spelling): Advice {
  const list = (remedies: readonly Remedy[]) => either(remedies.map((one) => remedyText(one, spelling)));
  return {
    list,
    // All that would help may be in force already.
    tryThem: (remedies) => (remedies.length > 0 ? `Try ${list(remedies)}.` : 'Try other data, or other settings.'),
  };
}

const plain: Readonly<
  Record<
    Exclude<
      Remedy,
      { values: unknown } | { name: string } | { lr: unknown } | { init: string } | { units: number }
    >['kind'],
    string
  >
> = {
  'fewer-layers': 'fewer layers',
  'wider-layers': 'wider layers',
  'more-data': 'more data',
  'more-epochs': 'more epochs',
  'another-rate': 'another learning rate',
  'mend-inputs': 'to mend the inputs where they are made',
  'invert-images': 'images that are light on dark, all of them',
  'check-labels': 'to look at some samples beside their labels, and at the order of both files',
  'mix-data': 'to mix the samples before they are divided',
};

function remedyText(remedy: Remedy, { settings, value }: Spelling): string {
  switch (remedy.kind) {
    case 'settings':
      return settings(remedy.values);
    case 'activation':
      return remedy.name;
    case 'lower-rate':
    case 'higher-rate': {
      const rate = `a ${remedy.kind === 'lower-rate' ? 'lower' : 'higher'} learning rate`;
      return remedy.lr === null ? rate : `${rate}, such as ${value('lr', remedy.lr)}`;
    }
    case 'smaller-weights':
      return `smaller initial weights (${settings({ init: remedy.init })})`;
    case 'more-units':
      return `${remedy.units} units or more in layer ${remedy.layer}`;
    default:
      return plain[remedy.kind];
  }
}
