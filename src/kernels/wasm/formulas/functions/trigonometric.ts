import type { Value } from '../code.ts';
import type { Lanes } from '../lanes.ts';
import { ATAN, COS, SIN } from './coefficients.ts';

const table = <T>(lanes: Lanes, { double, full }: { double: T; full: T }): T =>
  lanes.precision === 'full' ? full : double;

/** pi / 2 in three parts, of which multiples by up to 2^20 are exact but for the last. */
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;
/** 1.5 * 2^52: leaves the nearest whole number in the lowest bits of a sum. */
const ROUNDING = 6755399441055744;
/** Above, multiples of pi are looked for by a function of the machine. */
export const FAR = 1e6;

/** The numbers of the module's functions for inputs beyond FAR. */
export interface FarFunctions {
  readonly sin: number;
  readonly cos: number;
}

/** sin(x) or cos(x) in float64: x = k pi / 2 + r, and a polynomial in r for each kind of quarter. */
export function circular(lanes: Lanes, x: Value, which: 'sin' | 'cos', far: FarFunctions): Value {
  const sum = lanes.add(lanes.mul(x, lanes.all(2 / Math.PI)), lanes.all(ROUNDING));
  const k = lanes.sub(sum, lanes.all(ROUNDING));
  const r = HALF_PI.reduce((rest, part) => lanes.sub(rest, lanes.mul(k, lanes.all(part))), x);
  const square = lanes.mul(r, r);
  const sine = lanes.mul(r, lanes.polynomial(square, table(lanes, SIN)));
  const cosine = lanes.polynomial(square, table(lanes, COS));
  const half = lanes.mul(k, lanes.all(0.5));
  const isEven = lanes.compare('=', lanes.nearest(half), half);
  const size = which === 'sin' ? lanes.where(isEven, sine, cosine) : lanes.where(isEven, cosine, sine);
  // The sign is the second bit of k, for cos that of k + 1.
  const quarter = which === 'sin' ? sum : lanes.add(sum, lanes.all(1));
  const sign = lanes.and(lanes.shift('shl', quarter, 62), lanes.all(-0));
  const near = lanes.code.operation('v128.xor', size, sign);
  return lanes.code.callWhere(lanes.compare('>', lanes.abs(x), lanes.all(FAR)), far[which], near, x);
}

/** The angle whose tangent is x, in float64: beyond tan(pi / 8) it is measured from pi / 4 or pi / 2. */
export function atan(lanes: Lanes, x: Value): Value {
  const size = lanes.abs(x);
  const [one, zero] = [lanes.all(1), lanes.all(0)];
  const isSteep = lanes.compare('>', size, lanes.all(1 + Math.SQRT2));
  const isMiddle = lanes.compare('>', size, lanes.all(Math.SQRT2 - 1));
  const top = lanes.where(isSteep, lanes.all(-1), lanes.where(isMiddle, lanes.sub(size, one), size));
  const bottom = lanes.where(isSteep, size, lanes.where(isMiddle, lanes.add(size, one), one));
  const t = lanes.div(top, bottom);
  const base = lanes.where(isSteep, lanes.all(Math.PI / 2), lanes.where(isMiddle, lanes.all(Math.PI / 4), zero));
  const rest = lanes.where(isSteep, lanes.all(PI_REST / 2), lanes.where(isMiddle, lanes.all(PI_REST / 4), zero));
  const angle = lanes.madd(t, lanes.polynomial(lanes.mul(t, t), table(lanes, ATAN)), rest);
  return lanes.withSign(lanes.add(base, angle), x);
}

/** What pi has more than its float64. */
const PI_REST = 1.2246467991473532e-16;
