import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import type { DataNote, Place } from './notes.ts';
import type { Labels, Samples } from './samples.ts';

/** Labels are 0..999 at most: more classes are a sign that the column holds something else. */
export const MOST_CLASSES = 1000;

/** What samples are told apart by. */
export interface Classes {
  readonly count: number;
  /** Of each class; of labels that are words, in sorted order. */
  readonly names?: readonly string[];
  /** Whether labels are those names; else they are the numbers of classes. */
  readonly byName: boolean;
}

type Labelled = Samples & { readonly labels: Labels };

/**
 * The classes of a data set: 0..largest label where labels are numbers, the words in sorted order where they are words;
 * -1 and 1 are two classes of these names.
 * @throws UserError for labels that are neither, more than 1,000 classes, or a single one
 */
export function classesOf(samples: Labelled): Classes {
  const { path, labels } = samples;
  const { values, words, where } = labels;
  if (words) {
    if (words.length > MOST_CLASSES) throw tooMany(path, where);
    if (words.length < 2) throw oneClass(path, where, words[0]);
    return { count: words.length, names: [...words].sort(), byName: true };
  }
  if (isSigned(values)) return { count: 2, names: ['-1', '1'], byName: true };
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    if (!isLabel(values[k])) throw notALabel(samples, k);
    if (values[k] > largest) largest = values[k];
  }
  if (largest === 0) throw oneClass(path, where, '0');
  return { count: largest + 1, byName: false };
}

/**
 * Labels as places among the classes.
 * @returns [count]
 * @throws UserError for a label that is none of them, with its place
 */
export function codesOf(samples: Labelled, classes: Classes): Uint16Array {
  const { values, words } = samples.labels;
  const wordCodes = words?.map((word) => codeOfWord(word, classes));
  const codes = new Uint16Array(samples.count);
  for (let k = 0; k < codes.length; k++) {
    const code = wordCodes ? wordCodes[values[k]] : codeOfNumber(values[k], classes);
    if (code === undefined) throw foreignLabel(samples, k, classes);
    codes[k] = code;
  }
  return codes;
}

function codeOfWord(word: string, { names }: Classes): number | undefined {
  const code = names?.indexOf(word) ?? -1;
  return code >= 0 ? code : undefined;
}

function codeOfNumber(value: number, { count, names, byName }: Classes): number | undefined {
  if (byName) return codeOfWord(String(value), { count, byName, ...(names && { names }) });
  return Number.isInteger(value) && value >= 0 && value < count ? value : undefined;
}

/** What is to be said of the classes of a whole data set: those without a sample, and a label that comes but once. */
export function notesOn(samples: Labelled, { count, names, byName }: Classes, codes: Uint16Array): DataNote[] {
  const file = samples.path;
  const times = new Uint32Array(count);
  for (const code of codes) times[code]++;
  const empty = Array.from(times.keys()).filter((code) => times[code] === 0);
  const notes: DataNote[] = [];
  if (empty.length > 0) notes.push({ kind: 'empty-classes', file, classes: empty, of: count });
  const alone = times.indexOf(1);
  // Where classes have many samples each, a single one is rather a slip.
  if (alone >= 0 && codes.length >= MANY * (count - empty.length)) {
    const label = byName ? (names?.[alone] ?? '') : String(alone);
    notes.push({ kind: 'lone-label', file, label, place: samples.place(codes.indexOf(alone)) });
  }
  return notes;
}

/** Samples of each class, on average, beside which a class of one is strange. */
const MANY = 8;

/** Whether a number can be a class. */
export function isLabel(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < MOST_CLASSES;
}

/** Two classes as -1 and 1. */
export function isSigned(values: ArrayLike<number>): boolean {
  let [minus, plus] = [false, false];
  for (let k = 0; k < values.length; k++) {
    if (values[k] === -1) minus = true;
    else if (values[k] === 1) plus = true;
    else return false;
  }
  return minus && plus;
}

function notALabel({ path, labels, place }: Labelled, sample: number): UserError {
  return new UserError({
    rule: `${path}, ${placeText(place(sample))}, ${labels.where}: labels must be whole numbers in 0..${MOST_CLASSES - 1}, or words`,
    received: labels.values[sample],
    fix: message`are these the labels? ${setting('labelColumn', 'last')}, first, a name or a number says where they are; so does a header named label`,
  });
}

function foreignLabel({ path, labels, place }: Labelled, sample: number, { count, names, byName }: Classes): UserError {
  const known = byName && names ? `one of ${listed(names)}` : `in 0..${count - 1}`;
  const value = labels.values[sample];
  return new UserError({
    rule: `${path}, ${placeText(place(sample))}, ${labels.where}: labels must be ${known}, the classes of the training set`,
    received: labels.words?.[value] ?? value,
    fix: 'take both files from the same data set',
  });
}

/** `line 12`, `image 3` */
const placeText = ({ unit, number }: Place) => `${unit} ${number}`;

/** So many names are listed. */
const LISTED = 20;

const listed = (names: readonly string[]) =>
  names.length > LISTED ? `${names.slice(0, LISTED).join(', ')}, ...` : names.join(', ');

function tooMany(path: string, where: string): UserError {
  return new UserError({
    rule: `${path}, ${where}: labels must be of at most ${MOST_CLASSES} classes`,
    received: 'more different words',
    fix: message`is it the column of labels? ${setting('labelColumn', 'last')}, first, a name or a number says which is`,
  });
}

function oneClass(path: string, where: string, label: string): UserError {
  return new UserError({
    rule: `${path}, ${where}: labels must be of at least 2 classes`,
    received: `all labels are ${label}`,
    fix: message`is it the column of labels? ${setting('labelColumn', 'last')}, first, a name or a number says which is`,
  });
}
