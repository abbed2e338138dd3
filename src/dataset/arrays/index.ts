import { basename, dirname, join } from 'node:path';
import { UserError } from '../../util/user-error.ts';
import { namesIn, readWhole, statsAt } from '../file.ts';
import { arraySamples, type FileArray } from '../samples/array-samples.ts';
import type { DataNote } from '../samples/notes.ts';
import { describeArray } from '../samples/number-array.ts';
import type { Samples } from '../samples/samples.ts';
import { type ArrayRole, roleOf } from './array-names.ts';
import { decodeNpy } from './npy.ts';
import { Npz } from './npz.ts';

/** Samples out of NumPy's arrays. */
export interface ArraySource {
  readonly name: string;
  readonly train: Samples;
  readonly test: Samples | null;
}

const ARRAY = /\.np[yz]$/i;

/** Whether a path names arrays of NumPy: a file of them, or a folder that holds some and nothing that is surer. */
export function namesArrays(path: string): boolean {
  const stats = statsAt(path);
  if (!stats?.isDirectory()) return stats !== undefined && ARRAY.test(path);
  return namesIn(path).some((name) => ARRAY.test(name));
}

/** An array that is read when it is known to be wanted. */
interface Offer extends ArrayRole {
  read(): FileArray;
}

/**
 * The samples in an .npz file, in an .npy file with its neighbours, or in a folder of these. What each array is goes by
 * its name: x_train, y_train, x_test, y_test; images, labels; X, y; of two without such names, the one with more
 * dimensions holds the samples.
 * @param labelled whether there must be labels
 * @throws UserError where that cannot be told, or they are broken
 */
export function readArrays(path: string, labelled: boolean): ArraySource {
  const { name, offers } = offersAt(path);
  const told = offers.some(({ what }) => what !== null) ? offers : byShape(path, offers);
  const train = partOf(path, told, (part) => part === 'train') ?? partOf(path, told, (part) => part === null);
  const test = partOf(path, told, (part) => part === 'test');
  const first = train ?? test;
  if (!first) throw unclear(path, offers);
  if (labelled && first.labels === null) {
    throw new UserError({
      rule: `${path} must hold labels, in an array named y_train, labels or y`,
      received: offers.map((one) => one.name).join(', '),
      fix: "save both: numpy.savez('data.npz', x=images, y=labels)",
    });
  }
  const leftOut = told.filter(({ part }) => part === 'validation');
  const notes: DataNote[] = leftOut.map((one) => ({ kind: 'array-left-out', file: path, array: one.name }));
  const isBoth = train !== undefined && test !== undefined;
  return { name, train: { ...first, notes: [...first.notes, ...notes] }, test: isBoth ? test : null };
}

function partOf(path: string, offers: readonly Offer[], isPart: (part: Offer['part']) => boolean): Samples | undefined {
  const ofPart = offers.filter(({ part }) => isPart(part));
  const [inputs, ...more] = ofPart.filter(({ what }) => what === 'inputs');
  const [labels, ...others] = ofPart.filter(({ what }) => what === 'labels');
  if (more.length > 0 || others.length > 0) throw unclear(path, offers);
  if (!inputs) return undefined;
  const array = inputs.read();
  return arraySamples(array.file, array, labels?.read() ?? null);
}

/** Arrays without names that tell: the one of more dimensions holds samples, the other labels. */
function byShape(path: string, offers: readonly Offer[]): Offer[] {
  if (offers.length > 2) throw unclear(path, offers);
  const read = offers.map((offer) => ({ ...offer, array: offer.read() }));
  const given = read.map(
    (one): Offer => ({ ...one, what: one.array.dimensions.length > 1 ? 'inputs' : 'labels', read: () => one.array }),
  );
  if (read.length === 2 && given[0].what === given[1].what) {
    throw unclear(path, offers, read.map(({ name, array }) => `${name}: ${describeArray(array)}`).join('; '));
  }
  return given;
}

function offersAt(path: string): { name: string; offers: Offer[] } {
  if (statsAt(path)?.isDirectory()) {
    const files = namesIn(path)
      .filter((name) => ARRAY.test(name))
      .sort();
    const zips = files.filter((name) => /z$/i.test(name));
    if (zips.length === 1 && files.length === 1) return offersAt(join(path, zips[0]));
    return { name: basename(path), offers: files.flatMap((name) => inFile(join(path, name))) };
  }
  const alone = inFile(path);
  if (alone.length > 1) return { name: basename(path), offers: alone };
  // One array is in need of its neighbours: the files that are named as it is, but for the part and for what they hold.
  const { stem, part, what } = roleOf(bare(path));
  const others = part === null && what === null ? [] : namesIn(dirname(path)).sort();
  const kin = others.filter((name) => ARRAY.test(name) && name !== basename(path) && roleOf(bare(name)).stem === stem);
  const offers = kin
    .flatMap((name) => inFile(join(dirname(path), name)))
    .filter((one) => part !== null || one.part === null);
  return { name: basename(path), offers: [...alone, ...offers] };
}

const bare = (path: string) => basename(path).replace(ARRAY, '');

/** The arrays of a file; a single one goes by the name of its file. */
function inFile(path: string): Offer[] {
  if (!/z$/i.test(path)) return [{ ...roleOf(bare(path)), read: () => decodeNpy(readWhole(path), path) }];
  const npz = new Npz(path);
  return npz.names.map((name) => ({
    ...roleOf(npz.names.length === 1 ? bare(path) : name),
    read: () => decodeNpy(npz.read(name), `${path}, ${name}`),
  }));
}

function unclear(
  path: string,
  offers: readonly Offer[],
  received = offers.map(({ name }) => name).join(', '),
): UserError {
  return new UserError({
    rule: `${path} must hold arrays named x_train and y_train (and x_test, y_test), or x and y`,
    received: received || 'none',
    fix: "save them so: numpy.savez('data.npz', x_train=images, y_train=labels)",
  });
}
