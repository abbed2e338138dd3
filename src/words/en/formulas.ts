import type { FormulaPhrases } from '../phrases/formulas.ts';

const towards = (end: string | null) => end ?? 'nowhere';
const gone = (value: string) => (value === 'NaN' ? 'not a number' : 'infinite');
const onwards = (z: number) => (z === 0 ? 'at z = 0' : z > 0 ? `above z = ${z}` : `below z = ${z}`);

/** What is said of an activation that is a formula, in English. */
export const formulas: FormulaPhrases = {
  numberless: ({ formula, what, value, float64, float32, part, kind, stable }) => {
    const subject = what === 'slope' ? `The slope of ${formula}` : formula;
    const why = kind === 'overflow' ? `where ${part} has grown beyond all numbers` : `where ${part} has no value`;
    const same = stable === null ? '' : ` Written as ${stable} it is the same function, and a number everywhere.`;
    if (float64 === null) {
      return `In float32 ${subject} would be ${gone(value)} ${onwards(float32 ?? 0)}, ${why}; it is worked out in float64 here.${same}`;
    }
    const single = float32 === null || float32 === float64 ? '' : `; in float32 alone it would be ${onwards(float32)}`;
    return `${subject} is ${gone(value)} ${onwards(float64)}, ${why}${single}.${same}`;
  },
  range: 'range',
  monotone: (holds) => (holds ? 'never falls' : 'falls somewhere'),
  ends: 'f far out',
  slopeEnds: "f' far out",
  towards: (left, right) => `to the left ${towards(left)}, to the right ${towards(right)}`,
  kinks: 'kinks',
  none: 'none',
  gain: 'gain',
  init: 'first weights',
  stable: 'keeps more digits',
};
