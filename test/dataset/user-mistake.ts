import { expect } from 'vitest';
import { UserError } from '../../src/util/user-error.ts';

/** The UserError that `run` throws; fails where it throws nothing or anything else. */
export function mistakeOf(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    return checked(error);
  }
  throw new Error('expected a UserError, and nothing was thrown');
}

/** The same for what a promise is rejected with. */
export async function mistakeIn(work: Promise<unknown>): Promise<UserError> {
  const outcome = await work.then(
    () => new Error('expected a UserError, and nothing was thrown'),
    (error: unknown) => error,
  );
  return checked(outcome);
}

function checked(error: unknown): UserError {
  if (!(error instanceof UserError)) throw error;
  expect(error.message).not.toMatch(/undefined|NaN|\[object/);
  return error;
}
