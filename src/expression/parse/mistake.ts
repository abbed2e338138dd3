import { UserError } from '../../util/user-error.ts';

/** Formulas longer than this are refused, before anything else is done with them. */
export const LONGEST_FORMULA = 1000;

/** A mistake in a formula, with its place: the message shows what was typed, and a mark under the character. */
export function formulaMistake(text: string, at: number, rule: string, fix?: string): UserError {
  return new UserError({ rule, received: text, place: at, ...(fix !== undefined && { fix }) });
}
