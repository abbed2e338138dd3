import type { Formula } from '../expression/formula.ts';

/** A flat row-major matrix of numbers, of either precision. */
export type Values = Float64Array | Float32Array;

/** Initializers that an activation may name as its own; nn/initializers.ts builds them. */
export type PreferredInit = 'lecun-normal' | 'glorot-uniform' | 'he-normal';

/**
 * What a hidden layer does to its net input z. Matrices are row-major [B][O]: B rows in the batch, O units.
 *
 * An elementwise function acts on each number for itself; a vector function such as softmax acts on each row.
 * Everything else about activations (the type of their names, the command line's choices, tables, charts, gradient
 * checks, property tests) is derived from the objects in the registry, ./index.ts.
 */
export interface Activation<Name extends string = string> {
  readonly name: Name;
  /** Spellings of other libraries, e.g. `logistic` for sigmoid. */
  readonly aliases: readonly string[];
  /** In plain text, as parseFormula reads it; of softmax and functions of the user's own, as they may be. */
  readonly formula: string;
  /** Paper or book the function comes from. */
  readonly source: string;
  /** Least and greatest value, approached or attained. */
  readonly range: readonly [number, number];
  /** True where a greater z never gives a smaller f(z). */
  readonly monotone: boolean;
  /** Points where the slope jumps: numeric derivatives mean nothing across them. */
  readonly kinks: readonly number[];
  /** The initializer that `auto` takes for a layer with this activation. */
  readonly init: PreferredInit;
  /** Scale of weights that keeps the signal's size (1 for identity, sqrt 2 for relu): used by `orthogonal`. PyTorch's
   * calculate_gain where it knows the function, else 1 / sqrt(E f(Z)^2) with Z ~ N(0,1). */
  readonly gain: number;
  /** A learned number of the layer, such as prelu's slope, with its value at the start. */
  readonly parameter?: { readonly name: string; readonly initial: number };
  /** Present on elementwise functions: the scalar formulas that the matrix forms below are made of. */
  readonly scalar?: ScalarFunction;
  /** The formula as trees, of which compiled code, ONNX nodes and texts for other programs are made. Present where the
   * function is a formula; one of the user's own may be known as JavaScript only. */
  expression?(): Formula;

  /** a[B][O] = f(z[B][O]); `p` is the learned number, if the function has one. */
  forward(B: number, O: number, z: Values, a: Values, p?: number): void;
  /** dz[B][O] from da[B][O] = dL/da, given z and a = f(z); `da` and `dz` may be one array. With a learned number, also
   * dp[B] = dL/dp, summed over each row. */
  backward(B: number, O: number, z: Values, a: Values, da: Values, dz: Values, p?: number, dp?: Values): void;
  /**
   * At a flat end of the function, as a logistic unit near 0 or 1: almost no gradient passes. By default where |df| is
   * below 1 % of its largest and the unit is not `off`.
   */
  saturated(z: number, a: number, p?: number): boolean;
  /**
   * At rest, as a rectifier with z < 0: it puts out (almost) nothing and passes no gradient. By default where a function
   * that grows without bound on some side is that flat, and |a| below 5 % of its steepest slope.
   */
  off(z: number, a: number, p?: number): boolean;
  /** No gradient passes at all: df = 0 exactly. */
  dead(z: number, a: number, p?: number): boolean;
}

/** An elementwise activation as a pair of scalar functions. */
export interface ScalarFunction {
  /** The function itself; `p` is the learned number, if it has one. */
  f(z: number, p: number): number;
  /** df/dz; may use the input z and the output a = f(z), whichever is cheaper. */
  df(z: number, a: number, p: number): number;
  /** df/dp, for a function with a learned number. */
  dfdp?(z: number, a: number, p: number): number;
}
