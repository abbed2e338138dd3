import { UserError } from '../../util/user-error.ts';
import { type Language, languageOf, languages } from '../../words/language.ts';

let spoken: Language = 'en';

/** The language that this command speaks. */
export const language = (): Language => spoken;

/** Chooses it: the one that was asked for, else that of the environment. @throws UserError for an unknown one */
export function chooseLanguage(asked: string | undefined, env: NodeJS.ProcessEnv): void {
  spoken = asked === undefined ? languageOf(env) : known(asked);
}

function known(asked: string): Language {
  const found = languages.find((one) => one === asked.toLowerCase());
  if (found) return found;
  throw new UserError({ rule: `--lang must be one of ${languages.join(', ')}`, received: asked });
}
