import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationByName } from '../../src/activations/index.ts';

const f = (name: string) => (z: number) => activationByName(name).scalar!.f(z, 0);
const df = (name: string) => (z: number) => activationByName(name).scalar!.df(z, f(name)(z), 0);

function forAllZ(holds: (z: number) => void, span = 40): void {
  fc.assert(
    fc.property(fc.double({ min: -span, max: span, noNaN: true }), (z) => {
      holds(z);
    }),
    { numRuns: 500 },
  );
}

/** E g(Z), Z ~ N(0,1), by Simpson's rule on either side of 0, where the kinks are. Error about 1e-13. */
function mean(g: (z: number) => number): number {
  const [n, reach] = [8192, 14];
  const h = reach / n;
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    const weight = k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2;
    sum += weight * density(k * h) * (g(k * h) + g(-k * h));
  }
  return (sum * h) / 3;
}

describe('closed forms', () => {
  it('tanh(z) = 2 sigmoid(2z) - 1', () => {
    forAllZ((z) => expect(Math.abs(f('tanh')(z) - (2 * f('sigmoid')(2 * z) - 1))).toBeLessThan(5e-16));
  });

  it('silu(z) = z sigmoid(z)', () => {
    forAllZ((z) => expect(f('silu')(z)).toBe(z * f('sigmoid')(z)));
  });

  it('the slope of softplus is the sigmoid', () => {
    forAllZ((z) => expect(df('softplus')(z)).toBe(f('sigmoid')(z)));
  });

  it('log-sigmoid(z) = -softplus(-z), and exp of it is the sigmoid', () => {
    forAllZ((z) => {
      expect(f('log-sigmoid')(z)).toBe(-f('softplus')(-z));
      // exp magnifies the last bit of its argument 40 times. Measured worst 4e-15.
      expect(Math.abs(Math.exp(f('log-sigmoid')(z)) / f('sigmoid')(z) - 1)).toBeLessThan(1e-14);
    });
  });

  it('softplus(z) - softplus(-z) = z', () => {
    forAllZ((z) => expect(Math.abs(f('softplus')(z) - f('softplus')(-z) - z)).toBeLessThanOrEqual(1e-14));
  });

  it.each(['gelu', 'gelu-tanh', 'silu'])(
    '%s(z) less that of -z is z, since the weights of z and -z add up to 1',
    (name) => {
      // Measured worst: a unit in the last place of 40, 7e-15.
      forAllZ((z) => expect(Math.abs(f(name)(z) - f(name)(-z) - z)).toBeLessThan(1.5e-14));
    },
  );

  it('gelu and gelu-tanh are within 5e-4 of each other, as the paper says', () => {
    forAllZ((z) => expect(Math.abs(f('gelu')(z) - f('gelu-tanh')(z))).toBeLessThan(5e-4));
  });

  it('relu6(z) = 6 hard-sigmoid(z - 3); hard-swish(z) = z hard-sigmoid(z)', () => {
    forAllZ((z) => {
      expect(f('relu6')(z)).toBeCloseTo(6 * f('hard-sigmoid')(z - 3), 14);
      expect(f('hard-swish')(z)).toBe(z * f('hard-sigmoid')(z));
    });
  });

  it.each(['tanh', 'lecun-tanh', 'softsign', 'hard-tanh', 'soft-shrink', 'hard-shrink', 'tanh-shrink'])(
    '%s is odd',
    (name) => {
      forAllZ((z) => expect(f(name)(-z) + f(name)(z)).toBe(0));
    },
  );

  it('lecun-tanh passes through ±1 at ±1, which its constants were chosen for', () => {
    // 1.7159 is rounded: 1.7159 tanh(2/3) = 1.00003.
    expect(f('lecun-tanh')(1)).toBeCloseTo(1, 4);
  });

  it('selu keeps mean 0 and variance 1 of a standard normal', () => {
    // Measured 7e-15 and 3.5e-13.
    expect(Math.abs(mean(f('selu')))).toBeLessThan(1e-12);
    expect(Math.abs(mean((z) => f('selu')(z) ** 2) - 1)).toBeLessThan(1e-12);
  });

  it('relu halves the second moment, which is where He’s 2 / fan_in comes from', () => {
    expect(Math.abs(mean((z) => f('relu')(z) ** 2) - 1 / 2)).toBeLessThan(1e-12);
  });
});
