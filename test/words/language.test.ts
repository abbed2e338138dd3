import { expect, it } from 'vitest';
import { languageOf } from '../../src/words/language.ts';

it.each([
  [{}, 'en'],
  [{ LANG: '' }, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'ko_KR' }, 'ko'],
  [{ LANG: 'ko' }, 'ko'],
  [{ LANG: 'kok_IN.UTF-8' }, 'en'],
  [{ LC_ALL: 'ko_KR.utf8', LANG: 'en_GB.UTF-8' }, 'ko'],
  [{ LC_MESSAGES: 'en_GB.UTF-8', LANG: 'ko_KR.UTF-8' }, 'en'],
  [{ LC_ALL: '', LC_MESSAGES: 'ko_KR.UTF-8', LANG: 'C' }, 'ko'],
] as const)('the language of %j is %s', (env, language) => {
  expect(languageOf(env)).toBe(language);
});
