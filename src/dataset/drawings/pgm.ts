import { UserError } from '../../util/user-error.ts';
import { asciiOf } from './ascii.ts';
import { brokenPicture, type Picture, reduced, requireSize } from './picture.ts';

const [HASH, NEWLINE, RETURN, ZERO, NINE] = [...'#\n\r09'].map((sign) => sign.charCodeAt(0));
const BLANKS: ReadonlySet<number> = new Set([...' \t\n\v\f\r'].map((sign) => sign.charCodeAt(0)));

/**
 * The pictures in a PGM file: P5 (binary, one after another) or P2 (numbers as text), with up to 65,536 shades.
 * Source: the manual page of the format, pgm(5) of Netpbm.
 * @throws UserError for a file that is broken, or too large
 */
export function decodePgm(bytes: Uint8Array, file: string): Picture[] {
  const pictures: Picture[] = [];
  const reader = new PgmReader(bytes, file);
  do {
    if (pictures.length === MOST_PICTURES) throw tooMany(file);
    pictures.push(reader.picture());
  } while (!reader.atEnd());
  return pictures;
}

/** Pictures in one file; each costs more than its bytes. */
const MOST_PICTURES = 10_000;

function tooMany(file: string): UserError {
  return new UserError({
    rule: `${file} must hold at most ${MOST_PICTURES.toLocaleString('en-US')} pictures`,
    fix: 'more of them belong into an IDX file',
  });
}

class PgmReader {
  #at = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly file: string,
  ) {}

  picture(): Picture {
    const { bytes, file } = this;
    const kind = asciiOf(bytes.subarray(this.#at, this.#at + 2));
    if (kind !== 'P5' && kind !== 'P2') throw this.#broken('other bytes after a picture');
    this.#at += 2;
    const [width, height, white] = [this.#number('width'), this.#number('height'), this.#number('largest shade')];
    requireSize(file, width, height);
    if (white < 1 || white > 65535) throw this.#broken(`a largest shade of ${white}`);
    return { ...(kind === 'P5' ? this.#binary(width, height, white) : this.#text(width, height, white)), notes: [] };
  }

  /** Whether only blanks follow. */
  atEnd(): boolean {
    while (BLANKS.has(this.bytes[this.#at])) this.#at++;
    return this.#at >= this.bytes.length;
  }

  #binary(width: number, height: number, white: number): Omit<Picture, 'notes'> {
    const count = width * height;
    // Exactly one blank stands between header and shades: more would be shades.
    const size = white > 255 ? 2 : 1;
    const start = this.#at + 1;
    const held = Math.max(0, this.bytes.length - start);
    if (held < count * size) throw this.#broken(`${held} of ${count * size} bytes`);
    const shade = (k: number) =>
      size === 1 ? this.bytes[start + k] : this.bytes[start + 2 * k] * 256 + this.bytes[start + 2 * k + 1];
    this.#at = start + count * size;
    return this.#scaled(width, height, white, shade);
  }

  #text(width: number, height: number, white: number): Omit<Picture, 'notes'> {
    const count = width * height;
    // Each number takes a digit and a blank.
    const held = this.bytes.length - this.#at;
    if (held < 2 * count - 1) throw this.#broken(`${held} bytes for ${count} numbers`);
    return this.#scaled(width, height, white, () => this.#number('shade'));
  }

  #scaled(width: number, height: number, white: number, shade: (k: number) => number): Omit<Picture, 'notes'> {
    return reduced(width, height, (place) => {
      const value = shade(place);
      if (value > white) throw this.#broken(`a shade of ${value} above the largest, ${white}`);
      return (value * 255) / white;
    });
  }

  /** The next number in decimal digits, past blanks and comments. */
  #number(what: string): number {
    const { bytes } = this;
    while (BLANKS.has(bytes[this.#at]) || bytes[this.#at] === HASH) {
      if (bytes[this.#at++] !== HASH) continue;
      while (this.#at < bytes.length && bytes[this.#at] !== NEWLINE && bytes[this.#at] !== RETURN) this.#at++;
    }
    const start = this.#at;
    let value = 0;
    for (; bytes[this.#at] >= ZERO && bytes[this.#at] <= NINE; this.#at++) value = value * 10 + bytes[this.#at] - ZERO;
    if (this.#at === start) {
      throw this.#broken(start < bytes.length ? `no number where a ${what} must be` : `an end before the ${what}`);
    }
    return value;
  }

  #broken(reason: string) {
    return brokenPicture(this.file, 'PGM', reason);
  }
}
