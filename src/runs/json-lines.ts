import type { z } from 'zod';
import type { Omissions } from './omissions.ts';

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
  return text.split('\n').flatMap((one, k): JsonLine<z.infer<S>>[] => {
    if (one.trim() === '') return [];
    const line = k + 1;
    const value = parsed(one);
    const read = schema.safeParse(value);
    if (!read.success) {
      const { path, message } = read.error.issues[0];
      const what = value === undefined ? 'a line that is no whole JSON' : `a line with a fault at ${path.join('.')}`;
      omissions.add(file, value === undefined ? what : `${what} (${message})`, line);
      return [];
    }
    for (const name of Object.keys(value as object)) {
      if (!Object.hasOwn(schema.shape, name)) omissions.add(file, `a field that is not known, ${name}`);
    }
    return [{ line, value: read.data }];
  });
}

/** undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
