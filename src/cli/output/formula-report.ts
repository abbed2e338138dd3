import type { Activation } from '../../activations/activation.ts';
import { isFormula } from '../../activations/formula/is-formula.ts';
import { numberlessIn, studyFormula } from '../../activations/formula/study.ts';
import { table } from '../../charts/table.ts';
import { type Terminal, wordsOf } from '../../charts/terminal.ts';
import type { Words } from '../../words/index.ts';

/** A line for each formula of the user's that is no number somewhere. */
export const numberlessOf = (activations: readonly Activation[], { formulas }: Words): string[] =>
  [...new Set(activations)]
    .filter(({ name }) => isFormula(name))
    .flatMap(numberlessIn)
    .map((facts) => formulas.numberless(facts));

/** What a formula tells of itself: its slope, where it goes, and where it is no number. */
export function formulaReport(activation: Activation, terminal: Terminal): string {
  const study = studyFormula(activation);
  if (!study) return '';
  const { formulas, activationList } = wordsOf(terminal);
  const { range, monotone, kinks, gain, init } = activation;
  const ends = ([left, right]: readonly [number, number]) => formulas.towards(ended(left), ended(right));
  const rows = [
    ["f'(z)", study.slope],
    ...(study.slopeByP === null ? [] : [['df/dp', study.slopeByP]]),
    [formulas.range, `${activationList.interval(digits(range[0]), digits(range[1]))}, ${formulas.monotone(monotone)}`],
    [formulas.ends, ends(study.ends)],
    [formulas.slopeEnds, ends(study.slopeEnds)],
    [formulas.kinks, kinks.length === 0 ? formulas.none : kinks.map((kink) => `z = ${digits(kink)}`).join(', ')],
    [formulas.gain, digits(gain)],
    [formulas.init, init],
    ...(study.stable === null ? [] : [[formulas.stable, study.stable]]),
  ];
  const lines = study.numberless.map((facts) => formulas.numberless(facts));
  return [table(['f(z)', activation.formula], rows, {}, terminal), ...lines].join('\n');
}

const ended = (end: number): string | null => (Number.isNaN(end) ? null : digits(end));

function digits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(Number(value.toPrecision(5)));
}
