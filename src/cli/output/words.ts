import { flagSpelling } from '../../settings/flags.ts';
import { type Words, wordsIn } from '../../words/index.ts';
import type { Spelling } from '../../words/spelling.ts';
import { language } from './language.ts';

/** Settings as they are typed: `--validation 0.1 --early-stopping`. */
const asFlags: Spelling = {
  settings: (values) =>
    Object.entries(values)
      .map(([setting, value]) => flagSpelling({ setting, value }))
      .join(' '),
  value: (setting, value) => flagSpelling({ setting, value }),
};

let made: Words | undefined;

/** The words in which this command speaks. */
export function words(): Words {
  if (made?.language !== language()) made = wordsIn(language(), asFlags);
  return made;
}
