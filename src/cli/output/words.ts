import { type Words, wordsIn } from '../../words/index.ts';
import type { Spelling } from '../../words/spelling.ts';
import { flagOf } from '../settings/options.ts';
import { language } from './language.ts';

/** Settings as they are typed: `--validation 0.1 --early-stopping`. */
const asFlags: Spelling = {
  settings: (values) =>
    Object.entries(values)
      .map(([name, value]) => flagOf(name) + (value === true ? '' : ` ${value}`))
      .join(' '),
  value: (setting, value) => `${flagOf(setting)} ${value}`,
};

let made: Words | undefined;

/** The words in which this command speaks. */
export function words(): Words {
  if (made?.language !== language()) made = wordsIn(language(), asFlags);
  return made;
}
