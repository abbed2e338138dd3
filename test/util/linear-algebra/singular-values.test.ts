import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { singularValues, symmetricEigenvalues } from '../../../src/util/linear-algebra/singular-values.ts';

interface Matrix {
  name: string;
  rows: number;
  columns: number;
  values: number[];
  singular: number[];
}

const { matrices } = JSON.parse(
  readFileSync(new URL('../../fixtures/singular-values.json', import.meta.url), 'utf8'),
) as { matrices: Matrix[] };

describe('singular values', () => {
  it.each(matrices)('agree with numpy: $name', ({ rows, columns, values, singular }) => {
    const ours = singularValues(values, rows, columns);
    expect(ours).toHaveLength(singular.length);
    // Measured: 2e-15 of the greatest, and 3e-9 of it for those that are 0 or near it, since they are squared on the way.
    for (const [k, value] of singular.entries()) {
      const bound = value > 1e-4 * singular[0] ? 1e-11 : 2e-8;
      expect(Math.abs(ours[k] - value)).toBeLessThan(bound * singular[0]);
    }
  });

  it('leave sums of squares as they are, at the size of a layer', () => {
    const n = 120;
    const A = Float64Array.from({ length: n * n }, (_, k) => Math.sin(k * k));
    const squares = A.reduce((sum, a) => sum + a * a, 0);
    const singular = singularValues(A, n, n);
    expect(singular.reduce((sum, s) => sum + s * s, 0) / squares).toBeCloseTo(1, 12);
    expect([...singular]).toEqual([...singular].sort((a, b) => b - a));
  });

  it('of what is not finite are none, and end', () => {
    expect([...singularValues([1, Number.NaN, 0, 1], 2, 2)]).toEqual([Number.NaN, Number.NaN]);
    expect([...symmetricEigenvalues(Float64Array.of(Number.POSITIVE_INFINITY), 1)]).toEqual([Number.NaN]);
  });
});
