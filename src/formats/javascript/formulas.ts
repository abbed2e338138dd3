import { CENTRE, CHEBYSHEV } from '../../expression/error-function.ts';

const LOGISTIC = '(z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)))';

/**
 * Activations whose f keeps digits that their formula, worked out as it is written, loses, as JavaScript, where f's own
 * text cannot stand alone; and softmax, which is no function of one number. All others are made of their formulas. That
 * these are the same functions, bit for bit, is found out each time one is used; see activation-source.ts.
 */
export const formulas: Readonly<Record<string, string>> = {
  selu: '(z) => (z > 0 ? Math.min(1.0507009873554805 * z, Number.MAX_VALUE) : 1.7580993408473768 * Math.expm1(z))',
  'soft-shrink': '(z) => z - Math.min(0.5, Math.max(-0.5, z))',
  'lecun-tanh': '(z) => 1.7159 * Math.tanh((2 * z) / 3)',
  'gelu-tanh': `(z) => {
  const u = 1.5957691216057308 * z * (1 + 0.044715 * z * z);
  return z * ${LOGISTIC.replaceAll('z', 'u')};
}`,
  mish: `(z) => {
  const e = Math.exp(-Math.abs(z));
  const top = z > 0 ? 1 + 2 * e : e * (e + 2);
  return z * (top / (top + 2 * (z > 0 ? e * e : 1)));
}`,
  'tanh-shrink': `(z) => {
  if (!(Math.abs(z) < 1)) return z - Math.tanh(z);
  let w = 0;
  for (let odd = 17; odd >= 3; odd -= 2) w = (z * z) / (odd + w);
  return (z * w) / (1 + w);
}`,
  gelu: `(z) => {
  // z P(N(0,1) <= z), by the Chebyshev series of Shepherd & Laframboise for exp(x^2) erfc(x).
  const c = ${JSON.stringify(CHEBYSHEV)};
  const x = Math.abs(z) * Math.SQRT1_2;
  const t = 1 - ${2 * CENTRE} / (x + ${CENTRE});
  let [next, afterNext] = [0, 0];
  for (let k = c.length - 1; k > 0; k--) [next, afterNext] = [c[k] + 2 * t * next - afterNext, next];
  const erfcx = (c[0] + t * next - afterNext) / 2 / (0.5 + x);
  const head = Math.fround(z);
  const bell = Math.abs(z) > 40 ? 0 : Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (z - head) * (z + head));
  const tail = 0.5 * bell * erfcx;
  return z * (z > 0 ? 1 - tail : tail);
}`,
  softmax: `(z) => {
  const most = z.reduce((a, b) => Math.max(a, b));
  const e = z.map((value) => Math.exp(value - most));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}`,
};
