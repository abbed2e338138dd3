import { describe, expect, it } from 'vitest';
import { activationNames } from '../../src/activations/index.ts';
import { settingsTable } from '../../src/settings/table.ts';
import { wordsIn } from '../../src/words/index.ts';
import { languages } from '../../src/words/language.ts';
import { samples } from './samples/index.ts';

/** A text that a phrase gave, where it stands, and the facts it was made of. */
interface Said {
  readonly place: string;
  readonly text: string;
  readonly facts: unknown;
}

/** Every text of a language: the fixed ones, and those of functions for each of their samples. */
function allOf(phrases: object, trials: object = samples, place = ''): Said[] {
  return Object.entries(phrases).flatMap(([name, one]): Said[] => {
    const here = place === '' ? name : `${place}.${name}`;
    if (here === 'language') return [];
    if (typeof one === 'function') {
      const lists = (trials as Record<string, unknown[][]>)[name];
      return lists.flatMap((facts) => leaves(one.apply(phrases, facts), here, facts));
    }
    if (typeof one === 'string') return leaves(one, here, []);
    return allOf(one, (trials as Record<string, object>)[name] ?? {}, here);
  });
}

/** The texts in what a phrase gives: itself, or its parts. */
function leaves(value: unknown, place: string, facts: unknown): Said[] {
  if (typeof value === 'string') return [{ place, text: value, facts }];
  return Object.entries(value as object).flatMap(([name, part]) => leaves(part, `${place}.${name}`, facts));
}

const said = Object.fromEntries(languages.map((language) => [language, allOf(wordsIn(language))]));

describe.each(languages)('in %s', (language) => {
  it.each(said[language])('$place: $text', ({ text }) => {
    expect(text).not.toMatch(/undefined|NaN|null|\[object|function ?\(|=>/);
    expect(text).not.toMatch(/ {2}(?! )\S* [,.]|\( | \)|[^\d.]\.\.(?!\.)|,,/);
    expect(text.trim(), 'spaces at an end').toBe(text);
    expect(text).not.toBe('');
  });

  it('has the same places as English', () => {
    expect(said[language].map(({ place }) => place)).toEqual(said.en.map(({ place }) => place));
  });
});

describe('Korean', () => {
  /** Latin letters that Korean texts have, too: symbols of formulas, names of engines and programs, keys. */
  const usual = new Set(
    "EMNIST QMNIST L L1 L2 W dW a p f f' z x n N dL dz F1 EXIF NaN Infinity TensorBoard wasm reference gradlens q Shift SHA-256 Node CSV IDX PNG x100 s"
      .split(' ')
      .concat(activationNames),
  );

  /** Commands, flags with their values, and places that are filled in: no language has others. */
  const code = /`[^`]*`|gradlens( [\w./=-]+)+|--[\w-]+( [\w./=-]+)?|\{\w+\}/g;

  /** What settings may be, and the files that they are about. */
  const values = new Set([
    ...Object.values(settingsTable).flatMap(({ control, default: initial }) => [
      ...('names' in control ? control.names : []),
      ...('words' in control ? control.words : []),
      String(initial),
    ]),
    ...'auto first last none stop halve-lr halve-lr step rmsprop momentum nesterov standardize val_loss val_accuracy'.split(
      ' ',
    ),
    ...'train_loss train_accuracy module mjs onnx safetensors steps layers jsonl'.split(' '),
  ]);

  /** Words in Latin letters that are neither among the facts nor usual. */
  function foreign({ place, text, facts }: Said): string[] {
    const given = JSON.stringify(facts);
    const words = text.replaceAll(code, '').match(/[A-Za-z][A-Za-z0-9'_-]*/g) ?? [];
    const known = (word: string) => usual.has(word) || given.includes(word) || /^e-?\d+$/.test(word);
    return words.filter((word) => !known(word) && !(place.startsWith('settings.') && values.has(word)));
  }

  it.each(said.ko)('$place holds no English: $text', (one) => {
    expect(foreign(one)).toEqual([]);
  });

  it('is in Hangul, or symbols alone, where English has words', () => {
    const alike = said.ko.filter(({ text }, k) => foreign(said.en[k]).length > 0 && !/[가-힣]/.test(text));
    expect(alike.filter(({ text }) => /[A-Za-z]/.test(text))).toEqual([]);
  });

  it('would be found out: English among it is seen', () => {
    const seen = ['1층 layer의 tanh', 'gradlens resume runs/a를 run', '--lr 0.1 or'].map((text) =>
      foreign({ place: '', text, facts: [] }),
    );
    expect(seen).toEqual([['layer'], ['run'], ['or']]);
  });
});
