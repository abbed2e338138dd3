import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';

const code = (sign: string): number => sign.charCodeAt(0);
const [QUOTE, BACKSLASH, COLON] = ['"', '\\', ':'].map(code);
const OPENING: ReadonlySet<number> = new Set(['{', '['].map(code));
const CLOSING: ReadonlySet<number> = new Set(['}', ']'].map(code));
const OBJECT = code('{');
const BLANKS: ReadonlySet<number> = new Set([' ', '\t', '\n', '\r'].map(code));

/**
 * Looks over a JSON text before it is parsed: deep nesting would take much memory, and of two entries of one name a parser
 * keeps the last without a word. What is no JSON passes, for the parser to tell.
 * @param deepest levels of objects and arrays
 * @throws UserError
 */
export function scanJson(text: string, file: string, deepest: number): void {
  /** Of each open object the names so far; undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (OPENING.has(sign)) {
      if (open.length === deepest) {
        throw new UserError({
          rule: `${file} must not nest values more than ${deepest} deep`,
          received: 'a deeper one',
        });
      }
      open.push(sign === OBJECT ? new Set() : undefined);
    } else if (CLOSING.has(sign)) open.pop();
    else if (sign === QUOTE) {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (names && isName(text, end)) addName(names, text.slice(at, end), file);
      at = end - 1;
    }
  }
}

/** The place after the quote that ends the string. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) return at + 1;
    if (sign === BACKSLASH) at++;
  }
  return text.length;
}

/** Whether a colon follows. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (BLANKS.has(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === COLON;
}

function addName(names: Set<string>, quoted: string, file: string): void {
  const name = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (names.has(name)) {
    throw new UserError({ rule: `${file} must have one entry of each name`, received: `two of '${plain(name)}'` });
  }
  names.add(name);
}

function unescaped(quoted: string): string {
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted;
  }
}
