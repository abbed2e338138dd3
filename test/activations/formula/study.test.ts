import { describe, expect, it } from 'vitest';
import { activationFromFormula } from '../../../src/activations/formula/from-formula.ts';
import { studyFormula } from '../../../src/activations/formula/study.ts';
import { activations } from '../../../src/activations/index.ts';

const study = (text: string) => studyFormula(activationFromFormula(text)) ?? expect.fail('it is a formula');

describe('the study of a formula', () => {
  it('says where it overflows, in which arithmetic, and how it would not', () => {
    const [facts, ...others] = study('exp(z) / (1 + exp(z))').numberless;
    expect(others).toEqual([]);
    expect(facts).toMatchObject({
      what: 'function',
      value: 'NaN',
      part: 'exp(z)',
      kind: 'overflow',
      stable: 'sigmoid(z)',
    });
    // log of the largest float64 and float32.
    expect(facts.float64).toBeCloseTo(709.78, 1);
    expect(facts.float32).toBeCloseTo(88.72, 1);
  });

  it.each([
    ['z < -40 ? log(z) : z', { value: 'NaN', part: 'log(z)', kind: 'domain', stable: null }, -40],
    ['z > 35 ? sqrt(35 - z) : z', { value: 'NaN', part: 'sqrt(35 - z)', kind: 'domain' }, 35],
  ])('names the place: %s', (text, facts, from) => {
    const [found] = study(text).numberless;
    expect(found).toMatchObject({ what: 'function', ...facts });
    expect(found.float64).toBeCloseTo(from, 2);
  });

  it('looks at the slope, too, and at 0', () => {
    expect(study('sqrt(abs(z))').numberless).toMatchObject([{ what: 'slope', float64: 0, value: 'NaN' }]);
    expect(study('z^2').numberless).toEqual([]);
  });

  it('tells where it goes', () => {
    expect(study('z * sigmoid(z)')).toMatchObject({ ends: [0, Number.POSITIVE_INFINITY], slopeEnds: [0, 1] });
    expect(study('sin(z)').ends).toEqual([Number.NaN, Number.NaN]);
    expect(study('z * p; p = 2')).toMatchObject({ slope: 'p', slopeByP: 'z', slopeEnds: [2, 2] });
    expect(study('1 + erf(z)').stable).toBe('erfc(-z)');
  });

  it.each(activations.filter(({ expression }) => expression).map((one) => [one.name, one] as const))(
    'finds nothing wrong with %s',
    (_name, activation) => {
      expect(studyFormula(activation)?.numberless.filter(({ float64 }) => float64 !== null)).toEqual([]);
    },
  );

  it('is none of JavaScript', () => {
    expect(studyFormula({ ...activations[0], expression: undefined } as never)).toBeUndefined();
  });
});
