import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import { isGzip } from '../gzip.ts';
import { decodeIdx } from '../idx/idx-file.ts';
import { idxTypes } from '../idx/idx-types.ts';
import { arraySamples } from '../samples/array-samples.ts';
import { decodeJpeg } from './jpeg.ts';
import { decodePgm } from './pgm.ts';
import type { Picture } from './picture.ts';
import { decodePng } from './png.ts';

/** The pictures of one file. */
export interface Drawings {
  readonly format: 'PNG' | 'JPEG' | 'PGM' | 'IDX';
  readonly count: number;
  /** The picture at that place, from 0; made when it is asked for, since an IDX file holds tens of thousands. */
  picture(place: number): Picture;
}

interface Format {
  readonly name: Drawings['format'];
  begins(head: Uint8Array): boolean;
  decode(bytes: Uint8Array, file: string): Promise<Omit<Drawings, 'format'>>;
}

/** What is read, and the bytes that each begins with. */
const formats: readonly Format[] = [
  {
    name: 'PNG',
    begins: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    decode: async (bytes, file) => several([await decodePng(bytes, file)]),
  },
  {
    name: 'JPEG',
    begins: startsWith(0xff, 0xd8, 0xff),
    decode: async (bytes, file) => several([await decodeJpeg(bytes, file)]),
  },
  {
    name: 'PGM',
    begins: (head) =>
      head[0] === 0x50 && (head[1] === 0x32 || head[1] === 0x35) && (head[2] <= 0x20 || head[2] === 0x23),
    decode: async (bytes, file) => several(decodePgm(bytes, file)),
  },
  {
    name: 'IDX',
    begins: (head) => (startsWith(0, 0)(head) && idxTypes.has(head[2])) || isGzip(head),
    decode: async (bytes, file) => idxPictures(bytes, file),
  },
];

/** Formats that people have pictures in, and that are not read: named, so that they know what to do. */
const others: readonly [name: string, begins: Format['begins']][] = [
  ['GIF', startsWith(0x47, 0x49, 0x46, 0x38)],
  ['BMP', startsWith(0x42, 0x4d)],
  ['TIFF', (head) => startsWith(0x49, 0x49, 0x2a, 0)(head) || startsWith(0x4d, 0x4d, 0, 0x2a)(head)],
  ['WebP', (head) => startsWith(0x52, 0x49, 0x46, 0x46)(head) && startsWith(0x57, 0x45, 0x42, 0x50)(head.subarray(8))],
  ['HEIC or AVIF', (head) => startsWith(0x66, 0x74, 0x79, 0x70)(head.subarray(4))],
  ['PBM or PPM', (head) => head[0] === 0x50 && head[1] >= 0x31 && head[1] <= 0x37 && head[2] <= 0x20],
  ['SVG or XML', (head) => /^\uFEFF?\s*<(\?xml|svg|!)/i.test(new TextDecoder().decode(head))],
];

/**
 * The pictures in a PNG, JPEG, PGM or IDX file (images, gzipped or not): its first bytes tell which, not its name.
 * @param file for messages
 * @throws UserError for any other file, and for what is broken or too large
 */
export async function decodeDrawings(bytes: Uint8Array, file: string): Promise<Drawings> {
  const head = bytes.subarray(0, 64);
  const format = formats.find(({ begins }) => begins(head));
  if (format) return { format: format.name, ...(await format.decode(bytes, file)) };
  throw new UserError({
    rule: `${file} must be a picture in PNG, JPEG or PGM, or an IDX file of images`,
    received: others.find(([, begins]) => begins(head))?.[0] ?? beginning(head),
    fix: 'save it as PNG',
  });
}

function startsWith(...magic: readonly number[]): Format['begins'] {
  return (head) => magic.every((byte, k) => head[k] === byte);
}

function several(pictures: readonly Picture[]): Omit<Drawings, 'format'> {
  return { count: pictures.length, picture: (place) => pictures[place] };
}

function idxPictures(bytes: Uint8Array, file: string): Omit<Drawings, 'format'> {
  const { count, features, shape, shades, values } = arraySamples(file, { ...decodeIdx(bytes, file), file }, null);
  if (!shape || !shades) {
    throw new UserError({
      rule: `${file} must hold images: count x rows x columns, of pixels in 0..255 or 0..1`,
      received: shape ? 'pixels of another range' : `rows of ${features} numbers`,
      fix: 'is it a file of labels?',
    });
  }
  const [height, width] = shape;
  const [black, white] = shades;
  const picture = (place: number): Picture => {
    const pixels = values.subarray(place * features, (place + 1) * features);
    const grey =
      pixels instanceof Uint8Array && white === 255
        ? pixels
        : Float32Array.from(pixels, (value) => ((value - black) / (white - black)) * 255);
    return { width, height, grey, notes: [] };
  };
  return { count, picture };
}

function beginning(head: Uint8Array): string {
  if (head.length === 0) return 'an empty file';
  const isText = head.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13) || byte > 0x7f);
  if (isText) return `text: ${plain(new TextDecoder().decode(head), 24).trim()}`;
  return `first bytes ${Buffer.from(head.subarray(0, 8)).toString('hex')}`;
}
