import pico from 'picocolors';
import { english, type Words } from '../words/index.ts';

/** What a terminal can show. Every chart takes one and asks nothing else of its surroundings. */
export interface Terminal {
  /** Characters per line; no line of a chart is longer. */
  readonly columns: number;
  /** Whether braille, blocks and box-drawing characters can be shown; ASCII only where not. */
  readonly unicode: boolean;
  /** Whether escape codes for colour, bold and dim may be written. */
  readonly colour: boolean;
  /** The language of what it shows. Default: English. */
  readonly words?: Words;
}

/** The properties of a stream that matter here; `process.stdout` has them. */
export interface StreamLike {
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Columns where nobody says: the width of a punched card, and of most log viewers. */
const USUAL_COLUMNS = 80;

/**
 * What the terminal behind a stream can show.
 * Colour: never with NO_COLOR, always with FORCE_COLOR (unless 0 or false), else where the stream is a terminal.
 * Unicode: unless the locale is set to something other than UTF-8, or on the Linux console, whose font lacks braille.
 * @param platform as `process.platform`; Windows has no locale variables to judge by
 */
export function terminalOf(stream: StreamLike, env: Environment, platform: string = process.platform): Terminal {
  return {
    columns: stream.columns && stream.columns > 0 ? stream.columns : USUAL_COLUMNS,
    unicode: showsUnicode(env, platform),
    colour: showsColour(stream, env),
  };
}

function showsUnicode(env: Environment, platform: string): boolean {
  if (platform === 'win32') return true;
  // The first of these that is set decides, as POSIX has it; an empty one counts as not set.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return env.TERM !== 'linux' && (!locale || /utf-?8/i.test(locale));
}

function showsColour(stream: StreamLike, env: Environment): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** The words that a terminal is spoken to with. */
export const wordsOf = ({ words = english }: Terminal): Words => words;

const COLOURED = pico.createColors(true);
const PLAIN = pico.createColors(false);

/** Bold, dim and colours for this terminal: functions text -> text, which do nothing where colour is off. */
export function paint(terminal: Terminal): typeof COLOURED {
  return terminal.colour ? COLOURED : PLAIN;
}
