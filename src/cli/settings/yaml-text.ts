import { UserError } from '../../util/user-error.ts';

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
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  try {
    // The parser's pretty errors each draw their place, of which a file of noise has thousands.
    const document = parseDocument(text, { logLevel: 'error', prettyErrors: false, lineCounter });
    const [wrong] = [...document.errors, ...document.warnings];
    if (!wrong) return document.toJS();
    const { line, col } = lineCounter.linePos(wrong.pos[0]);
    throw new Error(`${wrong.message} at line ${line}, column ${col}`);
  } catch (error) {
    // Also of aliases of aliases, which would grow beyond all memory.
    throw new UserError({ rule: `${path} must be YAML`, received: (error as Error).message });
  }
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
