import { type Expression, substitute, symbol } from '../../expression/expression.ts';
import { asLookedUp, type FormulaFunction, userSymbols } from '../../expression/parse/names.ts';
import { parseFormula } from '../../expression/parse/parse.ts';
import { UserError } from '../../util/user-error.ts';
import { declarationsIn, functionParts, statementsOf, withoutComments } from './javascript-text.ts';

interface Scope {
  readonly symbols: ReadonlyMap<string, Expression>;
  readonly functions: ReadonlyMap<string, FormulaFunction>;
}

/**
 * A JavaScript function as a formula, read by the parser of formulas: (z) => a or (z, p) => a whose body is an expression,
 * or constants, `if (...) return ...` and a `return`. Nothing is run. The reading is a guess, to be compared with the
 * function itself: JavaScript has meanings that are not looked at here.
 * @param text of the function
 * @param module text around it, whose constants and functions it may use
 * @returns undefined where it is no such function
 */
export function formulaInSource(text: string, module = ''): Expression | undefined {
  const scope = scopeOf(withoutComments(module));
  return functionIn(withoutComments(text), scope, ['z', 'p']);
}

/** What a module declares, as far as it is made of expressions; later ones may use those before them. */
function scopeOf(module: string): Scope {
  const [symbols, functions] = [new Map(userSymbols), new Map<string, FormulaFunction>()];
  for (const name of ['z', 'p', 'e', 'pi']) symbols.delete(name);
  for (const { name, text } of declarationsIn(module)) {
    const key = asLookedUp(name);
    const body = functionIn(text, { symbols, functions }, ['u', 'v']);
    const takes = functionParts(text)?.parameters.length ?? 0;
    if (body) functions.set(key, { arity: [takes, takes], call: ([u, v]) => substitute(body, { u, ...(v && { v }) }) });
    else {
      const value = read(text, { symbols, functions });
      if (value) symbols.set(key, value);
    }
  }
  return { symbols, functions };
}

function functionIn(text: string, scope: Scope, letters: readonly ('z' | 'p' | 'u' | 'v')[]): Expression | undefined {
  const parts = functionParts(text);
  if (!parts || parts.parameters.length > letters.length) return undefined;
  const symbols = new Map(scope.symbols);
  parts.parameters.forEach((name, k) => {
    symbols.set(asLookedUp(name), symbol(letters[k]));
  });
  const inner = { symbols, functions: scope.functions };
  return parts.isExpression ? read(parts.body, inner) : block(statementsOf(parts.body), inner);
}

/** `const name = ...`, `if (...) return ...`, and a `return` at the end. */
function block([first, ...rest]: readonly string[], scope: Scope): Expression | undefined {
  if (first === undefined) return undefined;
  const [, name, value] = /^(?:const|let)\s+([\w$]+)\s*=([\s\S]*)$/.exec(first) ?? [];
  if (name !== undefined) {
    const tree = read(value, scope);
    return tree && block(rest, { ...scope, symbols: new Map(scope.symbols).set(asLookedUp(name), tree) });
  }
  const [, result] = /^return\b([\s\S]*)$/.exec(first) ?? [];
  if (result !== undefined) return read(result, scope);
  const [, condition, yes] = /^if\s*(\([\s\S]*\))\s*return\b([\s\S]*)$/.exec(first) ?? [];
  const no = condition === undefined ? undefined : block(rest, scope);
  const symbols = no && new Map(scope.symbols).set(OTHERWISE, no);
  return symbols && read(`${condition} ? (${yes}) : ${OTHERWISE}`, { ...scope, symbols });
}

/** The value where a condition does not hold; no program will have a name like it. */
const OTHERWISE = 'whatotherwisecomesofit';

function read(text: string, scope: Scope): Expression | undefined {
  try {
    return parseFormula(text.trim(), scope).tree;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
