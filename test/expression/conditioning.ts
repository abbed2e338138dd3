import { scalarFormula } from '../../src/expression/evaluate.ts';
import { bottomUp, type Expression, nodesOf } from '../../src/expression/expression.ts';
import { operationOf } from '../../src/expression/operations.ts';

/** How far rounding in float64 may take a formula at z: the errors of its parts, and by how much each grows to the end. */
export function slack(tree: Expression, z: number, p: number): number {
  const values = new Map<Expression, number>();
  return bottomUp<number>(tree, (node, errors) => {
    const value = scalarFormula(node)(z, p);
    values.set(node, value);
    const isExact = node.kind === 'number' && Number.isInteger(node.value);
    const own = isExact ? 0 : Number.EPSILON * Math.abs(value);
    if (node.kind === 'choice') return errors[value === values.get(node.args[2]) ? 2 : 3];
    if (node.kind !== 'operation') return own;
    const [u, v] = node.args.map((arg) => values.get(arg) ?? Number.NaN);
    // What becomes of the value when an argument is off by its error.
    const { value: of } = operationOf(node.name);
    const at = (k: number, way: number) => (k === 0 ? of(u + way * errors[0], v) : of(u, v + way * errors[1]));
    const moved = node.args.map((_, k) => Math.max(Math.abs(at(k, 1) - value), Math.abs(at(k, -1) - value)));
    // Of sines an error of many turns says nothing, wherever it leads.
    const turned = node.name === 'sin' || node.name === 'cos' ? errors[0] : 0;
    return moved.reduce((sum, part) => sum + part, own * 2 + turned);
  });
}

/** Whether rounding leaves a part of the formula without digits, as of cos(exp(z)) at 60, so that anything may follow. */
export const hasLostDigits = (tree: Expression, z: number, p: number): boolean =>
  [...nodesOf(tree)].some((part) => !(slack(part, z, p) <= 1e-6 * Math.abs(scalarFormula(part)(z, p))));

/** Whether a part of the formula is too large for float32, or too small to be one of its normal numbers. */
export const leavesFloat32 = (tree: Expression, z: number, p: number): boolean =>
  [...nodesOf(tree)].some((part) => {
    const size = Math.abs(scalarFormula(part)(z, p));
    return size > 1e37 || (size > 0 && size < 1e-37);
  });

/** Whether some part of the formula jumps or bends near z: a comparison, or an operation with a kink, that is close. */
export function isNearKink(tree: Expression, z: number, p: number, distance = 0.02): boolean {
  return bottomUp<boolean>(tree, (node, args) => {
    if (args.includes(true)) return true;
    const [u, v] = node.args.map((arg) => scalarFormula(arg)(z, p));
    const close = (x: number, y: number) => Math.abs(x - y) < distance * Math.max(1, Math.abs(x), Math.abs(y));
    if (node.kind === 'choice') return close(u, v);
    if (node.kind !== 'operation' || !operationOf(node.name).kinked) return false;
    return node.args.length === 1 ? close(u, 0) : close(u, v);
  });
}
