import { substitute } from '../../expression/expression.ts';
import { type FormulaFunction, ownFunctions, type Vocabulary } from '../../expression/parse/names.ts';
import { activations } from '../index.ts';

let known: Vocabulary | undefined;

/** What a user's formula may call beside the functions of all formulas: the built-in activations, by all their names. */
export function builtInVocabulary(): Vocabulary {
  known ??= { functions: new Map(activations.flatMap(functionsOf)) };
  return known;
}

/** None for softmax, which is no function of one number, and for one with a learned number, which would lose its start. */
function functionsOf({ name, aliases, expression, parameter }: (typeof activations)[number]) {
  const formula = parameter ? undefined : expression?.();
  if (!formula) return [];
  const called: FormulaFunction = { arity: [1, 1], call: ([z]) => substitute(formula.f, { z }) };
  return [name, ...aliases].filter((one) => !ownFunctions.has(one)).map((one) => [one, called] as const);
}
