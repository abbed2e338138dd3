import { en } from './en/index.ts';
import { ko } from './ko/index.ts';
import type { Language } from './language.ts';
import type { Phrases } from './phrases/index.ts';
import type { Spelling } from './spelling.ts';

/** A language's phrases, with its settings spelt for one kind of reader. */
export interface Words extends Phrases {
  readonly language: Language;
}

/** What each language brings. */
const dictionaries: Readonly<Record<Language, (spelling?: Spelling) => Phrases>> = { en, ko };

/** The words of a language. @param spelling how settings are written; default: by their names */
export function wordsIn(language: Language, spelling?: Spelling): Words {
  return { language, ...dictionaries[language](spelling) };
}

/** English, settings by their names: what JSON and the library have. */
export const english: Words = wordsIn('en');
