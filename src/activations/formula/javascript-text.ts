/** A function's text in its parts. */
export interface FunctionParts {
  readonly parameters: readonly string[];
  /** An expression, or what stands between braces. */
  readonly body: string;
  readonly isExpression: boolean;
}

const NAMES = String.raw`\s*([\w$]+(?:\s*,\s*[\w$]+)*)\s*,?\s*`;
const ARROW = new RegExp(String.raw`^(?:\(${NAMES}\)|([\w$]+))\s*=>\s*([\s\S]*)$`);
const BODY = new RegExp(String.raw`^(?:function\b)?\s*[\w$]*\s*\(${NAMES}\)\s*\{([\s\S]*)\}$`);

/** `(z) => a`, `z => { ... }`, `function f(z) { ... }` or a method `f(z) { ... }`; undefined for anything else. */
export function functionParts(text: string): FunctionParts | undefined {
  const trimmed = text.trim();
  const [, names, name, body = ''] = ARROW.exec(trimmed) ?? [];
  const parameters = (list: string) => list.split(',').map((one) => one.trim());
  const listed = names ?? name;
  if (listed !== undefined) {
    const [, inside] = /^\{([\s\S]*)\}$/.exec(body) ?? [];
    return { parameters: parameters(listed), body: inside ?? body, isExpression: inside === undefined };
  }
  const [, own, inside] = BODY.exec(trimmed) ?? [];
  return own === undefined ? undefined : { parameters: parameters(own), body: inside, isExpression: false };
}

export const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');

/** Statements, which end with a semicolon, or before a line that begins with a word of another one. */
export function statementsOf(body: string): string[] {
  return parted(body, (rest) => /^;|^\n\s*(?=(?:const|let|var|return|if|function|export)\b)/.exec(rest)?.[0].length)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** `const name = ...` and `function name(...) { ... }` of a module, in their order. */
export function declarationsIn(module: string): { name: string; text: string }[] {
  return statementsOf(module).flatMap((statement) => {
    const text = statement.replace(/^export\s+(?!default)/, '');
    const [, name, value] = /^(?:const|let|var)\s+([\w$]+)\s*=([\s\S]*)$/.exec(text) ?? [];
    if (name !== undefined) return [{ name, text: value }];
    const [whole = '', called] = /^function\s+([\w$]+)[\s\S]*?\n?\}/.exec(text) ?? [];
    return called === undefined ? [] : [{ name: called, text: whole }];
  });
}

/** The parts of a text between places outside all brackets. @param endAt how long what ends a part is, if one ends here */
function parted(text: string, endAt: (rest: string) => number | undefined): string[] {
  const parts: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    if ('([{'.includes(text[at])) depth++;
    if (')]}'.includes(text[at])) depth--;
    const length = depth === 0 ? endAt(text.slice(at, at + 200)) : undefined;
    if (length === undefined) continue;
    parts.push(text.slice(from, at));
    from = at + length;
    at = from - 1;
  }
  return [...parts, text.slice(from)];
}
