/** Languages that gradlens speaks, by their ISO 639-1 codes, each with its own name. */
export const languageNames = { en: 'English', ko: '한국어' } as const;

/** `en` or `ko`. */
export type Language = keyof typeof languageNames;

/** All of them, English first. */
export const languages = Object.keys(languageNames) as Language[];

type Environment = Readonly<Record<string, string | undefined>>;

/** The language of a locale such as `ko_KR.UTF-8`; English where none is set, or one that is not spoken here. */
export function languageOf(env: Environment): Language {
  // The first of these that is set decides, as POSIX has it; an empty one counts as not set.
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return languages.find((language) => new RegExp(`^${language}(_|\\.|@|$)`, 'i').test(locale)) ?? 'en';
}
