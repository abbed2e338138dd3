import { evaluateEach } from '../../../expression/evaluate.ts';
import type { Expression } from '../../../expression/expression.ts';

/** Units in the last place that a result may be off by at the inputs tried; between them it is up to twice as much. */
const UNITS = 4;
/** It may also be off by as much as it changes when z is another by so many units in z's last place. */
const MOVES = 2;
/** Float32's least normal number: what is off by less is as good as right beside any number of a network. */
const NOTHING = 2 ** -126;

/** Inputs of all magnitudes that float32 has, of both signs, most of them between 2^-6 and 2^7. */
export const exactnessInputs: Float32Array<ArrayBuffer> = (() => {
  const sizes = Array.from({ length: 277 }, (_, k) => k - 149).flatMap((exponent) => {
    const count = exponent >= -6 && exponent < 7 ? 12 : Math.abs(exponent) < 24 ? 4 : 1;
    return Array.from({ length: count }, (_, k) => 2 ** exponent * (1 + (k + 0.37) / count));
  });
  return Float32Array.from([0, ...sizes, ...sizes.map((size) => -size)]);
})();

const moved = exactnessInputs.map((z) => z * (1 + MOVES * 2 ** -23));

/** A formula's values in float64, by which what was compiled is judged. */
export class ExactValues {
  private readonly values: Float64Array;
  private readonly changes: Float64Array;

  /** @param p the learned number, if the formula has one */
  constructor(tree: Expression, p: number) {
    const at = (z: Float32Array) => evaluateEach(tree, { z, p }).get(tree) ?? new Float64Array(z.length);
    this.values = at(exactnessInputs);
    const near = at(moved);
    this.changes = this.values.map((value, k) => (Number.isFinite(near[k]) ? Math.abs(near[k] - value) : 0));
  }

  /** Whether float32 results at those inputs are as exact as can be asked for; where the formula is NaN, anything is. */
  isMetBy(results: Float32Array): boolean {
    return this.values.every((value, k) => {
      const rounded = Math.fround(value);
      if (Number.isNaN(value) || Object.is(results[k], rounded)) return true;
      if (!Number.isFinite(rounded)) return false;
      return Math.abs(results[k] - value) <= UNITS * unitInLastPlace(rounded) + this.changes[k] + NOTHING;
    });
  }
}

/** The distance between neighbouring float32 where x lies. */
const unitInLastPlace = (x: number): number => 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), -126) - 23);
