import { scalarFormula } from '../../expression/evaluate.ts';
import type { Expression } from '../../expression/expression.ts';
import { formulaText } from '../../expression/print/text.ts';
import { extentOf } from '../../expression/study/extent.ts';
import { type Overflow, overflowsOf } from '../../expression/study/overflow.ts';
import { stableSpelling } from '../../expression/study/stable.ts';
import type { Activation } from '../activation.ts';

/** Where a formula, or its slope, is no number, though it is one nearby. */
export interface NumberlessFacts {
  readonly formula: string;
  readonly what: 'function' | 'slope';
  /** What comes out: NaN, Infinity or -Infinity. */
  readonly value: string;
  /** From which z on, away from 0; 0 means there alone. In the float64 that such formulas are worked out in, and in float32;
   * null where it is a number in that arithmetic. */
  readonly float64: number | null;
  readonly float32: number | null;
  /** The part that is the first to go wrong. */
  readonly part: string;
  /** `domain`: the part has no value there, as log(z) for z < 0. `overflow`: it has grown beyond all numbers. */
  readonly kind: Overflow['kind'];
  /** The same function in a spelling that is a number everywhere, where one is known. */
  readonly stable: string | null;
}

/** What a formula tells of itself by rules and by being looked at. */
export interface FormulaStudy {
  /** In the spelling of formulas; with all its rules applied. */
  readonly slope: string;
  /** By the learned number p. */
  readonly slopeByP: string | null;
  /** What f and its slope go towards on either side; NaN where they go nowhere, or are no number. */
  readonly ends: readonly [left: number, right: number];
  readonly slopeEnds: readonly [left: number, right: number];
  /** A spelling that keeps more digits. */
  readonly stable: string | null;
  readonly numberless: readonly NumberlessFacts[];
}

/** Looks at an activation that is a formula, over all magnitudes of float32; undefined for one that is not. */
export function studyFormula({ name, expression }: Activation): FormulaStudy | undefined {
  const formula = expression?.();
  if (!formula) return undefined;
  const { f, df, learned } = formula;
  const p = learned?.start;
  const [value, slope] = [f, df].map((tree) => {
    const at = scalarFormula(tree);
    return extentOf((z) => at(z, p));
  });
  const stable = stableSpelling(f);
  return {
    slope: formulaText(df),
    slopeByP: learned ? formulaText(learned.dfdp) : null,
    ends: value.ends,
    slopeEnds: slope.ends,
    stable: stable ? formulaText(stable) : null,
    numberless: numberlessOf(name, f, df, stable, p),
  };
}

/** What is to be said before a training with it. */
export const numberlessIn = (activation: Activation): readonly NumberlessFacts[] => {
  const formula = activation.expression?.();
  if (!formula) return [];
  return numberlessOf(activation.name, formula.f, formula.df, stableSpelling(formula.f), formula.learned?.start);
};

function numberlessOf(formula: string, f: Expression, df: Expression, stable: Expression | undefined, p?: number) {
  const better = stable && overflowsOf(stable, p).length === 0 ? formulaText(stable) : null;
  const found = sides(overflowsOf(f, p));
  // Where f is no number its slope is none either.
  const [what, all] = found.length > 0 ? (['function', found] as const) : (['slope', slopeSides(df, p)] as const);
  return all.map((side): NumberlessFacts => {
    const { part, kind, value } = side[0];
    const at = (arithmetic: Overflow['arithmetic']) => side.find((one) => one.arithmetic === arithmetic)?.from ?? null;
    return {
      ...{ formula, what, value: String(value), float64: at('float64'), float32: at('float32') },
      ...{ part: formulaText(part), kind, stable: better },
    };
  });
}

/** A slope may be no number at 0 alone, as that of sqrt(abs(z)) is. */
function slopeSides(df: Expression, p?: number): Overflow[][] {
  const found = sides(overflowsOf(df, p));
  const value = scalarFormula(df)(0, p);
  if (found.length > 0 || Number.isFinite(value)) return found;
  return [
    (['float64', 'float32'] as const).map((arithmetic) => ({ arithmetic, from: 0, value, part: df, kind: 'domain' })),
  ];
}

/** Those of each side of 0 together. */
const sides = (all: readonly Overflow[]): Overflow[][] =>
  [1, -1].map((sign) => all.filter(({ from }) => Math.sign(from) === sign)).filter((side) => side.length > 0);
