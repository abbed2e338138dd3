import { type Drawings, decodeDrawings } from '../../../dataset/drawings/decode.ts';
import { readPicture, readStream } from '../../../dataset/drawings/files.ts';
import { mnistForm, SIDE } from '../../../dataset/drawings/mnist-form.ts';
import type { PictureNote } from '../../../dataset/drawings/note.ts';
import { UserError } from '../../../util/user-error.ts';

/** What stands for standard input. */
export const STDIN = '-';

/** A picture as the network is to see it. */
export interface Seen {
  readonly file: string;
  /** Its place in the file, from 0; null where it is the only one. */
  readonly image: number | null;
  /** Pixels, before it was brought into form. */
  readonly width: number;
  readonly height: number;
  /** Whether it was dark on light, and was turned into light on dark. */
  readonly inverted: boolean;
  /** Whether the network sees it as it is. */
  readonly unchanged: boolean;
  readonly notes: readonly PictureNote[];
  /** What the network sees, 0..255, row-major. */
  readonly shape: readonly [rows: number, columns: number];
  readonly pixels: Uint8Array;
}

/** A file, or an image in one, that cannot be answered. */
export interface Failure {
  readonly file: string;
  readonly image: number | null;
  readonly error: UserError;
}

/**
 * All pictures of a file as a network with that many inputs sees them, each by itself: one without ink does not spoil
 * the others.
 * @param limit most images to take from an IDX file
 * @param run the network's, for messages
 */
export async function picturesOf(
  file: string,
  limit: number | null,
  run: string,
  inputs: number,
): Promise<(Seen | Failure)[]> {
  const name = file === STDIN ? 'standard input' : file;
  let drawings: Drawings;
  try {
    drawings = await decodeDrawings(file === STDIN ? await readStdin() : readPicture(file), name);
  } catch (error) {
    return [failure(file, null, error)];
  }
  const { count, format } = drawings;
  const wanted = format === 'IDX' ? Math.min(count, limit ?? count) : count;
  return Array.from({ length: wanted }, (_, k) => {
    const place = count > 1 ? k : null;
    try {
      return { file, image: place, ...seenBy(drawings, k, place === null ? name : `${name}, image ${k}`, run, inputs) };
    } catch (error) {
      return failure(file, place, error);
    }
  });
}

function seenBy(
  drawings: Drawings,
  place: number,
  name: string,
  run: string,
  inputs: number,
): Omit<Seen, 'file' | 'image'> {
  const picture = drawings.picture(place);
  const { width, height, grey } = picture;
  if (drawings.format === 'IDX' && width * height === inputs) {
    return {
      width,
      height,
      inverted: false,
      unchanged: true,
      notes: [],
      shape: [height, width],
      pixels: Uint8Array.from(grey),
    };
  }
  if (inputs !== SIDE * SIDE) {
    throw new UserError({
      rule: `${run} must take ${SIDE} x ${SIDE} = ${SIDE * SIDE} inputs, the form that pictures are brought to`,
      received: inputs,
      fix: `take another --run, or an IDX file of images with ${inputs} pixels`,
    });
  }
  return { width, height, unchanged: false, shape: [SIDE, SIDE], ...mnistForm(picture, name) };
}

function failure(file: string, image: number | null, error: unknown): Failure {
  if (!(error instanceof UserError)) throw error;
  return { file, image, error };
}

async function readStdin(): Promise<Uint8Array> {
  if (process.stdin.isTTY)
    throw new UserError({ rule: '- reads a picture from a pipe', fix: 'for example: gradlens predict - < four.png' });
  return readStream(process.stdin, 'standard input');
}
