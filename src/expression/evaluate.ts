import { bottomUp, type Expression, type Relation } from './expression.ts';
import { operationOf } from './operations.ts';

/** A formula as a function of the input z, the learned number p and, for slopes written by hand, the output a. */
export type ScalarFormula = (z: number, p?: number, a?: number) => number;

/** Whether a comparison holds; with NaN none does. */
const compare: Record<Relation, (left: number, right: number) => boolean> = {
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

/** What symbols stand for; z, p and a are filled in by each call. */
const [Z, P, A] = [0, 1, 2];
const constants: Partial<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** The value of a node, given those of its arguments. */
export function nodeValue(node: Expression, args: readonly number[]): number {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'symbol') return constants[node.name] ?? Number.NaN;
  if (node.kind === 'operation') return operationOf(node.name).value(args[0], args[1]);
  return compare[node.relation](args[0], args[1]) ? args[2] : args[3];
}

/**
 * The formula in float64, ready to be called: a list of steps, each of which puts one number beside those before it, so
 * that a branch that stands in several places is worked out once. Nothing is evaluated as code.
 */
export function scalarFormula(tree: Expression): ScalarFormula {
  const values: number[] = [Number.NaN, Number.NaN, Number.NaN];
  const steps: ((slots: Float64Array) => void)[] = [];
  const places: Partial<Record<string, number>> = { z: Z, p: P, a: A };
  const result = bottomUp<number>(tree, (node, [i, j, yes, no]) => {
    const known = node.kind === 'symbol' ? places[node.name] : undefined;
    if (known !== undefined) return known;
    const place = values.push(node.args.length === 0 ? nodeValue(node, []) : Number.NaN) - 1;
    if (node.kind === 'operation') {
      const { value } = operationOf(node.name);
      steps.push((slots) => {
        slots[place] = value(slots[i], slots[j]);
      });
    } else if (node.kind === 'choice') {
      const holds = compare[node.relation];
      steps.push((slots) => {
        slots[place] = holds(slots[i], slots[j]) ? slots[yes] : slots[no];
      });
    }
    return place;
  });
  const slots = Float64Array.from(values);
  return (z, p = Number.NaN, a = Number.NaN) => {
    slots[Z] = z;
    slots[P] = p;
    slots[A] = a;
    for (const step of steps) step(slots);
    return slots[result];
  };
}

/** Inputs of many evaluations at once. */
export interface Inputs {
  readonly z: ArrayLike<number>;
  readonly p?: number;
}

/**
 * The values of every branch of the formula at each z.
 * @param round what becomes of every result: Math.fround for arithmetic in float32
 */
export function evaluateEach(
  tree: Expression,
  inputs: Inputs,
  round = (value: number) => value,
): Map<Expression, Float64Array> {
  const values = new Map<Expression, Float64Array>();
  bottomUp<Float64Array>(
    tree,
    (node, args) => {
      const at = pointwise(node, args, inputs);
      const result = new Float64Array(inputs.z.length);
      for (let k = 0; k < result.length; k++) result[k] = round(at(k));
      return result;
    },
    values,
  );
  return values;
}

/** The value of a node at the k-th point, given the values of its arguments at all points. */
function pointwise(node: Expression, args: readonly Float64Array[], { z, p }: Inputs): (k: number) => number {
  const [left, right = left, yes, no] = args;
  if (node.kind === 'choice') {
    const holds = compare[node.relation];
    return (k) => (holds(left[k], right[k]) ? yes[k] : no[k]);
  }
  if (node.kind === 'operation') {
    const { value } = operationOf(node.name);
    return (k) => value(left[k], right[k]);
  }
  if (node.kind === 'symbol' && node.name === 'z') return (k) => z[k];
  const constant = node.kind === 'symbol' && node.name === 'p' ? (p ?? Number.NaN) : nodeValue(node, []);
  return () => constant;
}
