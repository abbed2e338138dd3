import { isNestedBeyond } from '../util/nesting.ts';

/** `__metadata__`, a tensor, its shape: nothing in a header lies deeper. */
const DEEPEST = 3;

/** What is wrong with a header, for the message. */
export class BrokenHeader extends Error {}

/**
 * The JSON object in the header of a safetensors file, names to entries as they came.
 * @throws BrokenHeader for what is no JSON object, and for a name that is there twice: readers differ in which one counts
 */
export function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    throw new BrokenHeader('a header that is no JSON object');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new BrokenHeader('a header that is no JSON object');
  if (isNestedBeyond(header, DEEPEST)) throw new BrokenHeader(`a header nested more than ${DEEPEST} deep`);
  const seen = new Set<string>();
  for (const name of namesIn(text)) {
    if (seen.has(name)) throw new BrokenHeader(`two tensors of the name ${name}`);
    seen.add(name);
  }
  return { ...header };
}

/** The names of an object in valid JSON, each as often as it is there; JSON.parse keeps the last of two alone. */
function* namesIn(json: string): Generator<string> {
  let depth = 0;
  let text = '';
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === '"') {
      const start = at++;
      while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
      text = json.slice(start, at + 1);
    } else if (sign === ':' && depth === 1) yield JSON.parse(text);
  }
}

/** The metadata of a header: texts by name. @throws BrokenHeader */
export function metadataOf(header: Record<string, unknown>): Record<string, string> {
  const metadata = Object.hasOwn(header, '__metadata__') ? header.__metadata__ : {};
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
    throw new BrokenHeader('metadata that is no object');
  const wrong = Object.entries(metadata).find(([, value]) => typeof value !== 'string');
  if (wrong) throw new BrokenHeader(`metadata whose ${wrong[0]} is no text`);
  return { ...metadata };
}
