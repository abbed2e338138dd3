import type { Expression } from '../expression.ts';
import { isOperation, scaled, shortNumber, valueOfNumber } from './patterns.ts';

/** A part of a sum: factor * base, or a number where there is no base. */
export interface Term {
  readonly factor: number;
  readonly base?: Expression;
}

/**
 * The terms of u + v or u - v with those of one kind put together, as in (1 + x) - x = 1 or z + 2z = 3z.
 * @returns undefined where nothing comes together
 */
export function collected(name: 'add' | 'subtract', u: Expression, v: Expression): Term[] | undefined {
  const all = [...termsOf(u, 1), ...termsOf(v, name === 'add' ? 1 : -1)];
  const sums = new Map<Expression | undefined, number>();
  for (const { factor, base } of all) sums.set(base, (sums.get(base) ?? 0) + factor);
  if (sums.size === all.length) return undefined;
  // A sum such as 0.1 + 0.2 - 0.3 is 0, and what rounding left of it is not meant.
  const largest = Math.max(...all.map(({ factor }) => Math.abs(factor)));
  return [...sums]
    .filter(([, factor]) => Math.abs(factor) > 4 * Number.EPSILON * largest)
    .map(([base, factor]) => ({ factor: shortNumber(factor), ...(base && { base }) }));
}

function termsOf(node: Expression, factor: number): Term[] {
  const value = valueOfNumber(node);
  if (value !== undefined) return [{ factor: factor * value }];
  if (isOperation(node, 'add')) return node.args.flatMap((arg) => termsOf(arg, factor));
  if (isOperation(node, 'subtract')) return [...termsOf(node.args[0], factor), ...termsOf(node.args[1], -factor)];
  const { factor: own, rest } = scaled(node);
  return rest === node ? [{ factor, base: node }] : termsOf(rest, factor * own);
}
