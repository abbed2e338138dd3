import { UserError } from '../util/user-error.ts';

/** Characters: the time that the parser takes grows with the square of them. All settings together take 1,500. */
const LONGEST = 2 ** 14;
/** Brackets within brackets, or columns that a line is set in: on thousands the parser runs out of stack, or aborts. */
const DEEPEST = 100;
/** Blanks and the marks of lists and keys at the beginning of a line. */
const INDENT = /^(?:[ \t]|[-?:](?=[ \t]))*/gm;

/**
 * What a YAML text says. Tags are refused: there is nothing that they could stand for.
 * @param path for messages
 * @throws UserError where it is not YAML, too long, nested too deeply, or full of aliases
 */
export async function parseYaml(text: string, path: string): Promise<unknown> {
  if (text.length > LONGEST) {
    throw new UserError({ rule: `${path} must be at most ${LONGEST} characters long`, received: text.length });
  }
  if (depthOf(text) > DEEPEST) throw new UserError({ rule: `${path} must not be nested more than ${DEEPEST} deep` });
  const { parseDocument } = await import('yaml');
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, { logLevel: 'error' });
  } catch (error) {
    throw broken(path, error);
  }
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong) throw broken(path, wrong);
  try {
    return document.toJS();
  } catch (error) {
    // Aliases of aliases, which would grow beyond all memory; or a key that is a list.
    throw broken(path, error);
  }
}

function broken(path: string, error: unknown): UserError {
  // The first line says what and where; a drawing of the place follows.
  const [reason] = (error as Error).message.split('\n');
  return new UserError({ rule: `${path} must be YAML`, received: reason });
}

/** How deeply values may lie within each other, by the brackets alone and by the columns alone. */
function depthOf(text: string): number {
  let open = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') deepest = Math.max(deepest, ++open);
    else if (sign === ']' || sign === '}') open--;
  }
  for (const [indent] of text.matchAll(INDENT)) deepest = Math.max(deepest, indent.length);
  return deepest;
}
