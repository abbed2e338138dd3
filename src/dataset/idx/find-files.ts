import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../../util/user-error.ts';
import { namesIn, statsAt } from '../file.ts';

/** Paths of images and labels that belong together. */
export interface IdxPair {
  readonly images: string;
  readonly labels: string;
}

/** The IDX files of a data set. */
export interface IdxFiles {
  /** What the set is called. */
  readonly name: string;
  readonly train: IdxPair;
  /** null where there are none, and none were asked for. */
  readonly test: IdxPair | null;
}

/** The four files, by the names that MNIST gave them and its successors kept. */
const USUAL = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'] as const;

/**
 * `train-images-idx3-ubyte`, `train-images.idx3-ubyte`, `emnist-letters-test-labels-idx1-ubyte.gz`,
 * `qmnist-train-labels-idx2-int`: a prefix, the part, images or labels, and what the format is called.
 */
const NAME =
  /^(?<prefix>.*?)(?<part>train|t10k|test)[-_.](?<what>images|labels)(?<form>[-_.]?idx\d?)?([-_.](ubyte|byte|u?int\d*|short|float\d*|double))?(\.idx)?(?<gz>\.gz)?$/i;

interface Found {
  readonly prefix: string;
  readonly part: 'train' | 'test';
  readonly what: 'images' | 'labels';
  readonly file: string;
  readonly rank: number;
}

/**
 * The IDX files that `spec` names: a folder of them, the beginning that their names share (`emnist/emnist-letters`), or
 * one file of images. Uncompressed ones come before gzipped ones, since they load faster.
 * @param alone whether the training files are enough
 * @returns undefined where there are none at all
 * @throws UserError for sets that are not whole (all missing files are named), and for several sets in one folder
 */
export function findIdxFiles(spec: string, alone: boolean): IdxFiles | undefined {
  const isFolder = statsAt(spec)?.isDirectory() === true;
  const folder = isFolder ? spec : dirname(spec);
  if (!isFolder && !statsAt(folder)?.isDirectory()) return undefined;
  const found = namesIn(folder).flatMap(parsed);
  const wanted = isFolder ? undefined : prefixMeant(basename(spec), found);
  if (!isFolder && wanted === undefined) return undefined;
  const prefixes = [...new Set(found.map(({ prefix }) => prefix))].filter(
    (one) => wanted === undefined || one === wanted,
  );
  if (prefixes.length === 0) return undefined;
  if (prefixes.length > 1) throw several(folder, prefixes);
  const [prefix] = prefixes;
  const best = (part: Found['part'], what: Found['what']) => {
    const all = found.filter((one) => one.prefix === prefix && one.part === part && one.what === what);
    return all.sort((a, b) => a.rank - b.rank)[0]?.file;
  };
  const files = [best('train', 'images'), best('train', 'labels'), best('test', 'images'), best('test', 'labels')];
  const [trainImages, trainLabels, testImages, testLabels] = files;
  const isAlone = alone && !testImages && !testLabels;
  const missing = USUAL.filter((_, k) => files[k] === undefined && !(isAlone && k > 1));
  if (missing.length > 0 || !trainImages || !trainLabels) throw notWhole(folder, prefix, missing);
  const path = (name: string) => join(folder, name);
  return {
    name: prefix === '' ? basename(resolve(folder)) : prefix.replace(/[-_.]+$/, ''),
    train: { images: path(trainImages), labels: path(trainLabels) },
    test: testImages && testLabels ? { images: path(testImages), labels: path(testLabels) } : null,
  };
}

/** The mistake of a folder that holds no data set, or not all of one. */
export function notWhole(folder: string, prefix: string, missing: readonly string[] = USUAL): UserError {
  const names = missing.map((name) => `${prefix}${prefix === '' ? name : name.replace('t10k', 'test')}-ubyte[.gz]`);
  return new UserError({
    rule: `${folder} must hold four IDX files; missing: ${names.join(', ')}`,
    fix: prefix === '' ? 'fetch them with: gradlens data download mnist' : 'fetch them from where the others came from',
  });
}

function parsed(file: string): Found[] {
  const { prefix = '', part = '', what = '', form, gz } = NAME.exec(file)?.groups ?? {};
  // Pictures and documents have such names, too, without a word of the format.
  if (part === '' || (!form && !/ubyte/i.test(file))) return [];
  const small = part.toLowerCase();
  return [
    {
      prefix,
      part: small === 'train' ? 'train' : 'test',
      what: what.toLowerCase() === 'images' ? 'images' : 'labels',
      file,
      // MNIST's own name of the test set comes before others.
      rank: (gz ? 2 : 0) + (small === 'test' ? 4 : 0) + (form?.startsWith('.') ? 1 : 0),
    },
  ];
}

/** The prefix of the set that is meant by the beginning of its names, or by the name of one of its images. */
function prefixMeant(name: string, found: readonly Found[]): string | undefined {
  const file = found.find((one) => one.file === name && one.what === 'images');
  if (file) return file.prefix;
  return found.find(({ prefix }) => prefix !== '' && prefix.replace(/[-_.]+$/, '') === name)?.prefix;
}

function several(folder: string, prefixes: readonly string[]): UserError {
  const names = prefixes.map((prefix) => join(folder, prefix.replace(/[-_.]+$/, '')));
  return new UserError({
    rule: `${folder} must hold one data set`,
    received: prefixes.map((prefix) => prefix.replace(/[-_.]+$/, '') || 'one without a prefix').join(', '),
    fix: `name one of them: ${names.find((_, k) => prefixes[k] !== '') ?? names[0]}`,
  });
}
