import { scalarFormula } from '../../expression/evaluate.ts';
import { readFormula } from '../../expression/formula.ts';
import { type Extent, extentOf } from '../../expression/study/extent.ts';
import { kinksOf } from '../../expression/study/kinks.ts';
import type { Activation, PreferredInit } from '../activation.ts';
import { checkNumbers } from '../custom-check.ts';
import { fromScalar } from '../elementwise.ts';
import { gainOf } from '../gain.ts';
import { builtInVocabulary } from './vocabulary.ts';

const made = new Map<string, Activation>();
/** As many are kept as a comparison may have. */
const MOST_KEPT = 100;

/**
 * An activation from its formula, such as `z * sigmoid(1.702 * z)` or `z > 0 ? z : p * z; p = 0.25`, where p is a learned
 * number. Its slope is the derivative, found by rules; range, kinks, gain and first weights are found by looking at it. It
 * runs as fast as a built-in one. A formula is data: nothing of it is run as code, and its length is bounded.
 *
 * @example activationFromFormula('z / (1 + abs(z))').range // [-1, 1]
 * @throws UserError with the place of a mistake; for a formula that does not depend on z, or is no number where
 *   networks have their numbers, with the z
 */
export function activationFromFormula(text: string): Activation {
  const known = made.get(text);
  if (known) return known;
  const activation = read(text);
  if (made.size >= MOST_KEPT) made.clear();
  made.set(text, activation);
  return activation;
}

function read(text: string): Activation {
  const { spelling, ...formula } = readFormula(text, builtInVocabulary());
  const [f, df] = [scalarFormula(formula.f), scalarFormula(formula.df)];
  const start = formula.learned?.start;
  const atStart = (z: number) => f(z, start);
  checkNumbers(spelling, atStart);
  const extent = extentOf(atStart);
  const gain = gainOf(atStart);
  const dfdp = formula.learned && scalarFormula(formula.learned.dfdp);
  return fromScalar(
    {
      name: spelling,
      aliases: [],
      formula: spelling,
      source: 'a formula of the user',
      range: extent.range,
      monotone: extent.monotone,
      kinks: kinksOf(formula.f, start),
      init: preferredInit(atStart, extent),
      gain,
      f: (z, p) => f(z, p),
      df: (z, _a, p) => df(z, p),
      ...(dfdp && { dfdp: (z: number, _a: number, p: number) => dfdp(z, p) }),
      ...(start !== undefined && { parameter: { name: 'p', initial: start } }),
    },
    () => formula,
  );
}

/** Where the sides of a function are compared. */
const SIDE = 8;

/**
 * What grows without end, to one side at most half as much as to the other, lets about half of a signal through, which
 * He's weights make up for; all else begins as Glorot and Bengio have it. This is what the built-in ones have, but for
 * those that their papers give other weights.
 */
function preferredInit(f: (z: number) => number, { ends }: Extent): PreferredInit {
  const grows = ends.some((end) => Math.abs(end) === Number.POSITIVE_INFINITY);
  const [left, right] = [-SIDE, SIDE].map((z) => Math.abs(f(z)));
  return grows && Math.min(left, right) <= Math.max(left, right) / 2 ? 'he-normal' : 'glorot-uniform';
}
