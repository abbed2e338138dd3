import type { z } from 'zod';
import type { Omissions } from './omissions.ts';

/** Characters of a line beyond which it is not looked at: the widest layer's takes a few thousand. */
const LONGEST = 2 ** 20;
/** Lines that are kept, at most. */
const MOST = 2_000_000;

/** One line that was read, and where it stands, from 1. */
export interface JsonLine<T> {
  readonly line: number;
  readonly value: T;
}

/**
 * The lines of a JSONL text that fit `schema`; blank ones are nothing, others are told.
 * @param file short name, for what is told
 */
export function jsonLines<S extends z.ZodObject>(
  text: string,
  schema: S,
  file: string,
  omissions: Omissions,
): JsonLine<z.infer<S>>[] {
  const read: JsonLine<z.infer<S>>[] = [];
  for (const [line, one] of linesOf(text)) {
    if (one.trim() === '') continue;
    if (read.length === MOST) {
      omissions.add(file, `all that follows the first ${MOST.toLocaleString('en-US')} lines`, line);
      break;
    }
    const value = one.length > LONGEST ? undefined : parsed(one);
    const checked = schema.safeParse(value);
    if (!checked.success) {
      const { path, message } = checked.error.issues[0];
      const what = value === undefined ? 'a line that is no whole JSON' : `a line with a fault at ${path.join('.')}`;
      omissions.add(file, value === undefined ? what : `${what} (${message})`, line);
      continue;
    }
    for (const name of Object.keys(value as object)) {
      if (!Object.hasOwn(schema.shape, name)) omissions.add(file, `a field that is not known, ${name}`);
    }
    read.push({ line, value: checked.data });
  }
  return read;
}

/**
 * The lines that are not empty, with their numbers. One after the other: as a list they would take many times the memory
 * of the text, where it is all line breaks.
 */
function* linesOf(text: string): Generator<[line: number, text: string]> {
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end;
    line++;
    if (next > start) yield [line, text.slice(start, next)];
    start = next + 1;
  }
}

/** undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
