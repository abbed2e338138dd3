// Korean particles follow the last sound of the word before them: after a consonant 이, 은, 을, 과, 으로; after a vowel 가, 는, 를,
// 와, 로; and 로 after the consonant ㄹ, too. For a name in Latin letters that sound is the one of its usual Korean reading,
// which is told by its spelling here (tanh -> 탄에이치, cosine -> 코사인), as the rules for loanwords have it.

/** How a word ends: in a vowel, in ㄹ, or in another consonant. */
export type Ending = 'vowel' | 'l' | 'consonant';

/** tanh는, softsign은 */
export const topic = (word: string): string => withParticle(word, '은', '는');
/** tanh가, softsign이 */
export const subject = (word: string): string => withParticle(word, '이', '가');
/** tanh를, softsign을 */
export const object = (word: string): string => withParticle(word, '을', '를');
/** tanh와, softsign과 */
export const and = (word: string): string => withParticle(word, '과', '와');
/** tanh나, softsign이나 */
export const or = (word: string): string => withParticle(word, '이나', '나');
/** tanh로, orthogonal로, softsign으로 */
export const by = (word: string): string => word + (endingOf(word) === 'consonant' ? '으로' : '로');

function withParticle(word: string, afterConsonant: string, afterVowel: string): string {
  return word + (endingOf(word) === 'vowel' ? afterVowel : afterConsonant);
}

/** How a word, a name or a number ends when it is read aloud in Korean. */
export function endingOf(text: string): Ending {
  const last = lastPart(text);
  if (/[가-힣]$/.test(last)) return endingOfSyllable(last);
  if (/\d$/.test(last)) return endingOfNumber(last);
  if (/[a-z]$/i.test(last)) return endingOfLatin(/[a-z]+$/i.exec(last)?.[0] ?? '');
  return symbols[last.slice(-1)] ?? 'vowel';
}

/** What is read last: no brackets that explain, no quotes, the numerator of 1/340 (삼백사십분의 일). */
function lastPart(text: string): string {
  const word = text
    .trim()
    .replace(/\s*\([^()]*\)$/, '')
    .replace(/['"”’)\].,;:!?]+$/, '');
  return /(?:^|\s)([\d.,]+)\/[\d.,]+$/.exec(word)?.[1] ?? word;
}

/** 퍼센트, 도; others are read as words that end in a vowel, more often than not. */
const symbols: Readonly<Record<string, Ending>> = { '%': 'vowel', '°': 'vowel', '+': 'vowel' };

/** Syllables of Hangul are numbered by their sounds: 28 possible endings, none first, ㄹ eighth. */
function endingOfSyllable(text: string): Ending {
  const coda = (text.charCodeAt(text.length - 1) - 0xac00) % 28;
  return coda === 0 ? 'vowel' : coda === 8 ? 'l' : 'consonant';
}

/** 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구; and 십, 백, 천, 만, 억 end as 영 does. */
const digitEndings = 'consonant l vowel consonant vowel vowel consonant l l vowel'.split(' ') as Ending[];

const endingOfNumber = (text: string): Ending => digitEndings[Number(text.slice(-1))];

/** Names whose reading does not follow from their spelling. */
const irregular: Readonly<Record<string, Ending>> = {
  epoch: 'vowel', // 에포크
  out: 'consonant', // 아웃
  dropout: 'consonant', // 드롭아웃
  layout: 'consonant',
  web: 'consonant', // 웹
  lab: 'consonant', // 랩
};

/** Letters read one by one (엘, 엠, 엔, 알) that end in a consonant; all others end in a vowel. */
const letterEndings: Readonly<Record<string, Ending>> = { l: 'l', m: 'consonant', n: 'consonant', r: 'l' };

function endingOfLatin(letters: string): Ending {
  const word = letters.toLowerCase();
  if (Object.hasOwn(irregular, word)) return irregular[word];
  if (isSpelt(letters)) return letterEndings[word.slice(-1)] ?? 'vowel';
  // A mute e: cosine 코사인, file 파일; but one after a vowel or another consonant leaves 으 or 이 behind: mode 모드.
  if (/[^aeiou][aeiouy]*[aeiouy][lmn]e$/.test(word) || /^[aeiou][lmn]e$/.test(word))
    return letterEndings[word.slice(-2, -1)];
  if (/(?:[^aeiou]l)e$/.test(word)) return 'l'; // single 싱글
  if (/l$/.test(word)) return 'l'; // normal 노멀
  if (/(?:[mn]|ng)$/.test(word)) return 'consonant'; // adam 아담, softsign 소프트사인
  // A voiceless stop after one short vowel: rmsprop 롭, format 맷, book 북; else 으 follows: test 테스트.
  if (/(?:^|[^aeiou])[aeiou](?:p|t|ck?|k)$|ook$/.test(word)) return 'consonant';
  return 'vowel';
}

/** SGD, lr, k: all capitals of up to four letters, no vowel at all, or a single letter. */
function isSpelt(letters: string): boolean {
  const vowels = /[aeiouy]/i.test(letters);
  return letters.length === 1 || !vowels || (letters === letters.toUpperCase() && letters.length <= 3);
}
