/**
 * exp(x^2) erfc(x) for x >= 0: the complementary error function with its fast decay taken out, so that a tail keeps
 * all its digits long after erfc itself is near underflow. Relative error about 5e-16.
 *
 * Source: Shepherd & Laframboise, Chebyshev Approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity,
 * Math. Comp. 36 (1981). Coefficients by scripts/fixtures/activations.py, in 60-digit arithmetic.
 */
export function erfcx(x: number): number {
  // t maps 0..infinity to -1..1; written so that the largest x gives 1, not Infinity / Infinity.
  const t = 1 - (2 * CENTRE) / (x + CENTRE);
  // Clenshaw's recurrence, which sums c_0 + c_1 T_1(t) + c_2 T_2(t) + ... from the small end.
  let [next, afterNext] = [0, 0];
  for (let k = CHEBYSHEV.length - 1; k > 0; k--) [next, afterNext] = [CHEBYSHEV[k] + 2 * t * next - afterNext, next];
  // Halves, since 1 + 2x overflows for the largest x.
  return (CHEBYSHEV[0] + t * next - afterNext) / 2 / (0.5 + x);
}

/** exp(-x^2 / 2): x^2 is split into an exact and a small part, since exp would magnify its rounding error x^2 times. */
export function bell(x: number): number {
  if (Math.abs(x) > 40) return 0;
  const head = Math.fround(x);
  return Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (x - head) * (x + head));
}

/** P(N(0,1) <= z) = erfc(-z / sqrt 2) / 2, with full relative accuracy in the lower tail. */
export function normalDistribution(z: number): number {
  const tail = 0.5 * bell(z) * erfcx(Math.abs(z) * Math.SQRT1_2);
  return z > 0 ? 1 - tail : tail;
}

export const CENTRE = 3.75;
export const CHEBYSHEV = [
  1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -6.916973302501207e-5, 4.13902798607301e-6,
  7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8, 4.521959811218287e-9, -7.754400208831351e-10,
  -6.318088340886684e-11, 2.86879501093067e-11, 1.9455868545777347e-13, -9.65469674843344e-13, 3.25254814814874e-14,
  3.3478119482868056e-14, -1.864562880419313e-15, -1.2507950530688648e-15, 7.418235256624044e-17, 5.068148904796111e-17,
  -2.2370566594359995e-18,
];

/** 2 / sqrt(pi) */
const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** erfc(x) = 1 - erf(x), with all digits in the upper tail. Relative error about 1e-15. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  // bell(sqrt(2) x) would round the root; exp(-x^2) is split as bell splits it.
  const distance = Math.abs(x);
  const head = Math.fround(distance);
  const decay = distance > 28 ? 0 : Math.exp(-head * head) * Math.exp((head - distance) * (distance + head));
  const tail = decay * erfcx(distance);
  return x < 0 ? 2 - tail : tail;
}

/** The error function; near 0 by 2x / sqrt(pi) exp(-x^2) (1 + 2x^2/3 + (2x^2)^2/15 + ...), whose terms are positive. */
export function erf(x: number): number {
  if (!(Math.abs(x) < 1)) return x < 0 ? erfc(-x) - 1 : 1 - erfc(x);
  const square = x * x;
  let [term, sum] = [1, 1];
  for (let k = 1; k <= 24; k++) {
    term *= (2 * square) / (2 * k + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * x * Math.exp(-square) * sum;
}
