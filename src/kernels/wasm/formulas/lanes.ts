import type { Code, Value } from './code.ts';
import type { Shift, VectorOperation } from './opcodes.ts';

/**
 * How exactly a formula is worked out. `single`: in float32, each operation to its last bit or two. `double`: in float64,
 * functions to 1e-10, which rounds once to float32 at the end. `full`: in float64, functions to 1e-15, for formulas that
 * cancel.
 */
export type Precision = 'single' | 'double' | 'full';

/** Arithmetic on vectors: four float32, or two float64. */
export class Lanes {
  readonly isSingle: boolean;
  private readonly shape: 'f32x4' | 'f64x2';
  private readonly constants = new Map<number, Value>();
  private inDoubles: Lanes | undefined;

  /**
   * @param fused whether the machine has a multiply-add with one rounding
   */
  constructor(
    readonly code: Code,
    readonly precision: Precision,
    readonly fused: boolean,
  ) {
    this.isSingle = precision === 'single';
    this.shape = this.isSingle ? 'f32x4' : 'f64x2';
  }

  /** The same arithmetic in float64, at least to 1e-10. */
  get doubled(): Lanes {
    if (!this.isSingle) return this;
    this.inDoubles ??= new Lanes(this.code, 'double', this.fused);
    return this.inDoubles;
  }

  all(value: number): Value {
    const known = this.constants.get(value);
    // -0 and 0 are one key of a map.
    if (known && !Object.is(value, -0)) return known;
    const { buffer } = this.isSingle ? Float32Array.of(value, value, value, value) : Float64Array.of(value, value);
    const constant = this.code.constant([...new Uint32Array(buffer)], value);
    if (!Object.is(value, -0)) this.constants.set(value, constant);
    return constant;
  }

  /** A pattern of bits in every place: of 32, or of 64 with the upper half given, too. */
  bits(low: number, high = 0): Value {
    return this.code.constant(this.isSingle ? [low, low, low, low] : [low, high, low, high]);
  }

  add(u: Value, v: Value): Value {
    return this.of('add', u, v);
  }

  sub(u: Value, v: Value): Value {
    return this.of('sub', u, v);
  }

  /** u * v; (-u) (-v) and |u| |u| are u v and u u, so that they are worked out once. */
  mul(u: Value, v: Value): Value {
    const [neg, abs] = [`${this.shape}.neg`, `${this.shape}.abs`];
    if (u.name === neg && v.name === neg) return this.mul(u.args[0], v.args[0]);
    if (u === v && u.name === abs) return this.mul(u.args[0], u.args[0]);
    return this.of('mul', u, v);
  }

  div(u: Value, v: Value): Value {
    return this.of('div', u, v);
  }

  /** u * v + w, with one rounding where the machine has it. */
  madd(u: Value, v: Value, w: Value): Value {
    return this.fused ? this.of('relaxed_madd', u, v, w) : this.add(this.mul(u, v), w);
  }

  /** u + v, where a product in it takes no rounding of its own if the machine can do so. */
  addFused(u: Value, v: Value): Value {
    const product = `${this.shape}.mul`;
    if (v.name === product) return this.madd(v.args[0], v.args[1], u);
    return u.name === product ? this.madd(u.args[0], u.args[1], v) : this.add(u, v);
  }

  neg(u: Value): Value {
    return u.name === `${this.shape}.neg` ? u.args[0] : this.of('neg', u);
  }

  /** |u|; of -u and of -2 u it is the same as of u and of 2 u, so that exp(-|u|) is worked out once for both. */
  abs(u: Value): Value {
    if (u.name === `${this.shape}.neg`) return this.abs(u.args[0]);
    const factor = u.name === `${this.shape}.mul` ? u.args[0].constant : undefined;
    return factor !== undefined && factor < 0 ? this.abs(this.mul(this.all(-factor), u.args[1])) : this.of('abs', u);
  }

  sqrt(u: Value): Value {
    return this.of('sqrt', u);
  }

  nearest(u: Value): Value {
    return this.of('nearest', u);
  }

  /** The smaller, or NaN if either is. */
  min(u: Value, v: Value): Value {
    return this.of('min', u, v);
  }

  max(u: Value, v: Value): Value {
    return this.of('max', u, v);
  }

  /** u, but not below `least`; NaN stays NaN. */
  atLeast(u: Value, least: number): Value {
    return this.of('pmax', u, this.all(least));
  }

  /** u, but not above `most`; NaN stays NaN. */
  atMost(u: Value, most: number): Value {
    return this.of('pmin', u, this.all(most));
  }

  /** A mask: all bits set where the comparison holds, none where it does not. */
  compare(relation: '>' | '>=' | '<' | '<=' | '=', u: Value, v: Value): Value {
    const names = { '>': 'gt', '>=': 'ge', '<': 'lt', '<=': 'le', '=': 'eq' } as const;
    return this.of(names[relation], u, v);
  }

  /** `yes` where the mask is set, else `no`. */
  where(mask: Value, yes: Value, no: Value): Value {
    if (yes === no) return yes;
    if (no.constant === 0) return this.code.operation('v128.and', yes, mask);
    if (yes.constant === 0) return this.code.operation('v128.andnot', no, mask);
    return this.code.operation('v128.bitselect', yes, no, mask);
  }

  /** `yes` where u > 0, else `no`. */
  wherePositive(u: Value, yes: Value, no: Value): Value {
    return this.where(this.compare('>', u, this.all(0)), yes, no);
  }

  /** The size of the first number with the sign of the second. */
  withSign(size: Value, sign: Value): Value {
    return this.code.operation('v128.bitselect', sign, size, this.all(-0));
  }

  and(u: Value, v: Value): Value {
    return this.code.operation('v128.and', u, v);
  }

  or(u: Value, v: Value): Value {
    return this.code.operation('v128.or', u, v);
  }

  addBits(u: Value, v: Value): Value {
    return this.code.operation(this.isSingle ? 'i32x4.add' : 'i64x2.add', u, v);
  }

  subBits(u: Value, v: Value): Value {
    return this.code.operation(this.isSingle ? 'i32x4.sub' : 'i64x2.sub', u, v);
  }

  /** Of two float64 there is none that keeps a sign. */
  shift(direction: 'shl' | 'shr_u' | 'shr_s', u: Value, by: number): Value {
    return this.code.shift(`${this.isSingle ? 'i32x4' : 'i64x2'}.${direction}` as Shift, u, by);
  }

  /** c0 + c1 x + c2 x^2 + ..., by Horner's rule. */
  polynomial(x: Value, coefficients: readonly number[]): Value {
    return coefficients
      .slice(0, -1)
      .reduceRight((sum, c) => this.madd(sum, x, this.all(c)), this.all(coefficients[coefficients.length - 1]));
  }

  private of(operation: string, ...args: readonly Value[]): Value {
    return this.code.operation(`${this.shape}.${operation}` as VectorOperation, ...args);
  }
}

/** Four float32 as two vectors of float64, lower and upper. */
export const promoted = (code: Code, value: Value): readonly [Value, Value] => [
  code.operation('f64x2.promote_low_f32x4', value),
  code.operation('f64x2.promote_low_f32x4', code.upper(value)),
];

/** Two vectors of float64 as four float32. */
export const demoted = (code: Code, lower: Value, upper: Value): Value =>
  code.joinLower(code.operation('f32x4.demote_f64x2_zero', lower), code.operation('f32x4.demote_f64x2_zero', upper));
