import { UserError } from '../../util/user-error.ts';
import type { Activation } from '../activation.ts';
import { activationByName, activationNames } from '../index.ts';
import { activationFromFormula } from './from-formula.ts';
import { isFormula } from './is-formula.ts';

/**
 * The activation that a text says all of: a built-in's name or alias, or a formula.
 * @throws UserError for anything else
 */
export const activationFromText = (text: string): Activation =>
  isFormula(text) ? activationFromFormula(text) : activationByName(text);

/** The same for the name that an activation has in a file; undefined for one of the user's own, known by its module. */
export function toldActivation(name: string): Activation | undefined {
  if (activationNames.some((known) => known === name)) return activationByName(name);
  if (!isFormula(name)) return undefined;
  try {
    return activationFromFormula(name);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
