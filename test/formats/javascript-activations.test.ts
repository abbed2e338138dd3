import { describe, expect, it } from 'vitest';
import { defineActivation } from '../../src/activations/custom.ts';
import { activations } from '../../src/activations/index.ts';
import { activationSource } from '../../src/formats/javascript/activation-source.ts';
import { formulas } from '../../src/formats/javascript/formulas.ts';
import { randomSource } from '../../src/util/random.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';

const draws = randomSource('javascript').stream('z');
const inputs = Float64Array.from({ length: 2000 }, () => draws.normal() * 10);

describe.each(activations)('$name as JavaScript', (activation) => {
  it('gives the same bits as the activation', () => {
    const f = new Function(`return (${activationSource(activation)})`)();
    const a = new Float64Array(inputs.length);
    activation.forward(1, inputs.length, inputs, a, 0.3);
    const written: number[] = activation.scalar ? [...inputs].map((z) => f(z, 0.3)) : f([...inputs]);
    expect(Float64Array.from(written)).toEqual(a);
  });
});

describe('the source of an activation', () => {
  it('knows no formula of an activation that is gone', () => {
    const names: readonly string[] = activations.map(({ name }) => name);
    expect(Object.keys(formulas).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('is the text of a function of the user, arrow or method', () => {
    const arrow = defineActivation({ name: 'my-arrow', f: (z) => z / (1 + z * z) });
    expect(activationSource(arrow)).toContain('=>');
    const method = defineActivation({
      name: 'my-method',
      f(z) {
        return Math.atan(z);
      },
    });
    expect(new Function(`return (${activationSource(method)})`)()(1)).toBe(Math.PI / 4);
  });

  it('is refused by name where the function uses something from outside', () => {
    const outside = Math.sqrt(2);
    const activation = defineActivation({ name: 'my-closure', f: (z) => z * outside });
    expect(mistakeOf(() => activationSource(activation)).message).toMatch(/nothing but its arguments.*'my-closure'/s);
  });

  it('is refused where it is another function: a formula is never trusted', () => {
    const { scalar, ...sigmoid } = activations.find(({ name }) => name === 'sigmoid')!;
    const changed = { ...sigmoid, scalar: { ...scalar!, f: (z: number) => scalar!.f(z, 0) + 1e-16 * inputs.length } };
    expect(() => activationSource(changed)).toThrow(/'sigmoid'/);
  });
});
