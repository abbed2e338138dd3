import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { append } from '../../util/any-length.ts';
import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import { fileSize, reasonOf, statsAt, unreadable } from '../file.ts';

/** Names of files in a folder that are taken for pictures; what they are is told by their first bytes. */
const PICTURE = /\.(png|jpe?g|pgm|idx|idx3-ubyte)$|images[.-]idx3-ubyte$|idx3-ubyte\.gz$/i;
/** More than MNIST's 60,000 images. */
const LARGEST_FILE = 128 * 2 ** 20;

/** Files to look at, and what was left out on the way. */
export interface FoundPictures {
  readonly files: readonly string[];
  /** Whether a folder was among what was named. */
  readonly fromFolder: boolean;
  /** Files in folders that are not pictures by their names. */
  readonly leftOut: number;
}

/**
 * The pictures that `paths` name: files as they are, folders for the pictures right inside them.
 * @throws UserError for a folder that cannot be read, holds no picture, or is that of a run
 */
export function findPictures(paths: readonly string[]): FoundPictures {
  const files: string[] = [];
  let [fromFolder, leftOut] = [false, 0];
  for (const path of paths) {
    if (!statsAt(path)?.isDirectory()) {
      files.push(path);
      continue;
    }
    fromFolder = true;
    const names = namesIn(path);
    const pictures = names.filter((name) => PICTURE.test(name));
    if (pictures.length === 0) throw noPictures(path, names);
    leftOut += names.length - pictures.length;
    append(
      files,
      pictures.map((name) => join(path, name)),
    );
  }
  return { files, fromFolder, leftOut };
}

function namesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const visible = entries.filter((entry) => !entry.name.startsWith('.') && !entry.isDirectory());
    return visible.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  } catch (error) {
    throw new UserError({ rule: `${folder} must be a folder that can be read`, received: reasonOf(error) });
  }
}

function noPictures(folder: string, names: readonly string[]): UserError {
  const isRun = names.includes('config.json') && names.includes('model.safetensors');
  return new UserError({
    rule: `${folder} must hold pictures: .png, .jpg, .pgm, or IDX`,
    received: isRun ? 'a run folder' : `${names.length} other files`,
    fix: isRun ? message`name the network with ${setting('run', folder)}` : 'folders inside of it are not looked into',
  });
}

/**
 * The bytes of a file.
 * @throws UserError where it cannot be read, or is too large
 */
export function readPicture(path: string): Uint8Array {
  const size = fileSize(path);
  if (size > LARGEST_FILE) throw tooLarge(path);
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * All bytes of a stream, e.g. standard input.
 * @throws UserError where there are too many
 */
export async function readStream(stream: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST_FILE) throw tooLarge(name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(file: string): UserError {
  return new UserError({ rule: `${file} must be at most ${LARGEST_FILE / 2 ** 20} MiB`, fix: 'make it smaller' });
}
