import { CENTRE, CHEBYSHEV } from '../../../../expression/error-function.ts';
import type { Value } from '../code.ts';
import type { Lanes } from '../lanes.ts';
import { ERF, NORMAL_TAIL } from './coefficients.ts';
import { exp } from './exponential.ts';

/** erfc(|x|) */
function tail(lanes: Lanes, x: Value): Value {
  const { precision } = lanes;
  if (precision === 'full') return fullTail(lanes, lanes.abs(x));
  // Twice a normal distribution's tail at sqrt(2) |x|; from 16 on there is nothing left of it in float32.
  const z = lanes.atMost(lanes.mul(lanes.abs(x), lanes.all(Math.SQRT2)), 16);
  const { top, bottom } = NORMAL_TAIL[precision];
  const fraction = lanes.div(lanes.polynomial(z, top), lanes.polynomial(z, bottom));
  const bell = exp(lanes, lanes.neg(lanes.mul(x, x)));
  return lanes.mul(lanes.mul(bell, lanes.all(2)), fraction);
}

/** As error-function.ts of the formulas has it: a Chebyshev series of exp(x^2) erfc(x), and exp(-x^2) in two factors. */
function fullTail(lanes: Lanes, size: Value): Value {
  const { code } = lanes;
  const t = lanes.sub(lanes.all(1), lanes.div(lanes.all(2 * CENTRE), lanes.add(size, lanes.all(CENTRE))));
  const twice = lanes.add(t, t);
  let [next, afterNext] = [lanes.all(0), lanes.all(0)];
  for (let k = CHEBYSHEV.length - 1; k > 0; k--) {
    [next, afterNext] = [lanes.add(lanes.sub(lanes.mul(twice, next), afterNext), lanes.all(CHEBYSHEV[k])), next];
  }
  const series = lanes.add(lanes.sub(lanes.mul(t, next), afterNext), lanes.all(CHEBYSHEV[0]));
  const scaled = lanes.div(lanes.mul(series, lanes.all(0.5)), lanes.add(size, lanes.all(0.5)));
  const head = code.operation(
    'f64x2.promote_low_f32x4',
    code.operation('f32x4.demote_f64x2_zero', lanes.atMost(size, 30)),
  );
  const rest = lanes.mul(lanes.sub(head, size), lanes.add(size, head));
  return lanes.mul(lanes.mul(exp(lanes, lanes.neg(lanes.mul(head, head))), exp(lanes, rest)), scaled);
}

/** 1 - erf(x), with all digits in the upper tail. */
export function erfc(lanes: Lanes, x: Value): Value {
  const ofSize = tail(lanes, x);
  return lanes.where(lanes.compare('<', x, lanes.all(0)), lanes.sub(lanes.all(2), ofSize), ofSize);
}

/** The error function, without cancelling near 0. */
export function erf(lanes: Lanes, x: Value): Value {
  const near = lanes.mul(x, lanes.polynomial(lanes.mul(x, x), ERF[lanes.precision]));
  const far = lanes.withSign(lanes.sub(lanes.all(1), tail(lanes, x)), x);
  return lanes.where(lanes.compare('<', lanes.abs(x), lanes.all(1)), near, far);
}
