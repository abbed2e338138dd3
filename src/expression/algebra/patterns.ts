import type { Expression, OperationNode } from '../expression.ts';
import type { OperationName } from '../operations.ts';

/** The number that a node is; undefined where it is none. */
export const valueOfNumber = (node: Expression): number | undefined =>
  node.kind === 'number' ? node.value : undefined;

/** Whether the node is that operation. */
export function isOperation<const Name extends OperationName>(
  node: Expression,
  name: Name,
): node is OperationNode & { readonly name: Name } {
  return node.kind === 'operation' && node.name === name;
}

/** c * x as its two parts; 1 * x where there is no c. */
export function scaled(node: Expression): { factor: number; rest: Expression } {
  if (isOperation(node, 'multiply') && node.args[0].kind === 'number') {
    return { factor: node.args[0].value, rest: node.args[1] };
  }
  if (!isOperation(node, 'negate')) return { factor: 1, rest: node };
  const { factor, rest } = scaled(node.args[0]);
  return { factor: -factor, rest };
}

/** x^k as its two parts, for whole k from 2; else x^1. */
export function raised(node: Expression): [base: Expression, exponent: number] {
  if (!isOperation(node, 'power')) return [node, 1];
  const [base, power] = node.args;
  return power.kind === 'number' && Number.isInteger(power.value) && power.value > 1 ? [base, power.value] : [node, 1];
}

/** 0.134145 for 0.13414499999999999: the shorter of two numbers that differ by no more than rounding does. */
export function shortNumber(value: number): number {
  const short = Number(value.toPrecision(15));
  return Math.abs(short - value) <= Number.EPSILON * Math.abs(value) ? short : value;
}

/** Numbers that are as good to read as what they came from; 1/3 and sqrt(2) stay as they are. */
export const isShort = (value: number): boolean => Number.isFinite(value) && String(Math.abs(value)).length <= 12;
