import { UserError } from '../../src/util/user-error.ts';
import { effort } from './effort.ts';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** Values as the text of a JSON file may have them, each of which has stopped, or could stop, a careless reader. */
export const hostileJson: readonly string[] = [
  ...['null', 'true', 'false', '0', '-0', '-1', '0.5', '1e999', '-1e999', '1e-999', '9007199254740993', '4294967296'],
  ...[
    '""',
    '" "',
    '"NaN"',
    '"Infinity"',
    '"-Infinity"',
    '"nan"',
    '"1e999"',
    '"12"',
    '"0x10"',
    '"1,2"',
    '"none"',
    '"auto"',
  ],
  ...['[]', '[null]', '[[1]]', '[1,"2"]', '[1e999]', '["relu"]', '{}', '{"a":{"b":[1]}}', '[{}]', '[[],[]]'],
  // What String(), a template or a comparison calls, and what an assignment would make a prototype of.
  ...['{"toString":false}', '{"toString":null,"valueOf":null}', '{"toJSON":1}', '{"length":-1}', '{"length":1e9}'],
  ...['{"__proto__":{"lr":3}}', '{"constructor":1}', '"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"'],
  // What steers a terminal, and what is half a character.
  ...[
    '"\\u001b[2J\\u0007"',
    '"a\\nb\\rc"',
    '"\\u0000"',
    '"\\u202eabc"',
    '"\\ud800"',
    '"\\udc00x"',
    '"\\u0085\\u009b31m"',
  ],
  ...[
    '"../../../etc/passwd"',
    '"{{7*7}}"',
    '"<b>"',
    JSON.stringify('x'.repeat(100_000)),
    JSON.stringify('1,'.repeat(5000)),
  ],
  ...[deep(20), deep(5000), `{"a":${deep(40)}}`, `[${'1,'.repeat(5000)}1]`],
];

const MARK = '@hostile@';

/** Every place in a document, as the keys that lead to it. */
export function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  const inner = Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]));
  return path.length > 0 ? [[...path], ...inner] : inner;
}

/** The document as JSON text with `json` at one place of it. */
export function withAt(document: unknown, path: readonly string[], json: string): string {
  const copy = structuredClone(document) as Record<string, unknown>;
  const last = path.length - 1;
  let at = copy;
  for (const key of path.slice(0, last)) at = at[key] as Record<string, unknown>;
  at[path[last]] = MARK;
  return JSON.stringify(copy).replace(JSON.stringify(MARK), () => json);
}

/** What is wrong with how `read` takes it, if anything: it may succeed, or tell a mistake in one harmless line. */
export async function complaint(read: () => unknown): Promise<string | undefined> {
  const spent = effort();
  try {
    await read();
  } catch (error) {
    if (!(error instanceof UserError)) return error instanceof Error ? (error.stack ?? error.message) : 'no error';
    if (/[\p{Cc}\u2028\u202a-\u202e]/u.test(error.message))
      return `steers a terminal: ${JSON.stringify(error.message)}`;
    if (error.message.length > 10_000) return `a message of ${error.message.length} characters`;
    if (/undefined|\[object/.test(error.message.replace(/received .*/, ''))) return error.message;
  }
  if (Object.keys(Object.prototype).length > 0) return 'the prototype of all objects has got a key';
  const took = spent();
  return took > 5000 ? `took ${took} ms` : undefined;
}

/** The complaints about every hostile value at every place of a document. */
export async function complaintsAbout(
  document: unknown,
  read: (text: string) => unknown,
  places = placesIn(document),
): Promise<string[]> {
  const found: string[] = [];
  for (const path of places) {
    for (const json of hostileJson) {
      const wrong = await complaint(() => read(withAt(document, path, json)));
      if (wrong) found.push(`${path.join('.')} = ${json.slice(0, 60)}: ${wrong.slice(0, 400)}`);
    }
  }
  return found;
}
