import type { Expression } from '../expression.ts';
import { isOperation, scaled, shortNumber, valueOfNumber } from './patterns.ts';

/** A part of a sum: factor * base, or a number where there is no base. */
export interface Term {
  readonly factor: number;
  readonly base?: Expression;
}

/** Terms that are looked at: in longer sums too much time would go by for what is hardly ever found. */
const MOST_TERMS = 12;

/**
 * The terms of u + v or u - v with those of one kind put together, as in (1 + x) - x = 1 or z + 2z = 3z.
 * @returns undefined where nothing comes together
 */
export function collected(name: 'add' | 'subtract', u: Expression, v: Expression): Term[] | undefined {
  const all = [...termsOf(u, 1), ...termsOf(v, name === 'add' ? 1 : -1)];
  if (all.length > MOST_TERMS) return undefined;
  const sums = new Map<Expression | undefined, number>();
  for (const { factor, base } of all) sums.set(base, (sums.get(base) ?? 0) + factor);
  if (sums.size === all.length) return undefined;
  // A sum such as 0.1 + 0.2 - 0.3 is 0, and what rounding left of it is not meant.
  const largest = Math.max(...all.map(({ factor }) => Math.abs(factor)));
  return [...sums]
    .filter(([, factor]) => Math.abs(factor) > 4 * Number.EPSILON * largest)
    .map(([base, factor]) => ({ factor: shortNumber(factor), ...(base && { base }) }));
}

/** The terms of a sum, each with its factor; of a long one, more than MOST_TERMS of them. */
function termsOf(node: Expression, factor: number, terms: Term[] = []): Term[] {
  const value = valueOfNumber(node);
  const { factor: own, rest } = scaled(node);
  if (terms.length > MOST_TERMS) return terms;
  if (value !== undefined) terms.push({ factor: factor * value });
  else if (isOperation(node, 'add') || isOperation(node, 'subtract')) {
    termsOf(node.args[0], factor, terms);
    termsOf(node.args[1], node.name === 'add' ? factor : -factor, terms);
  } else if (rest === node) terms.push({ factor, base: node });
  else termsOf(rest, factor * own, terms);
  return terms;
}
