import { UserError } from '../../util/user-error.ts';

/** What all layers of normalisation say of themselves. */
export interface NormSpec {
  /** Added to the variance, so that none is divided by 0. */
  readonly epsilon: number;
}

/** @throws UserError unless epsilon is a positive number */
export function requireEpsilon(epsilon: number): void {
  if (epsilon > 0 && Number.isFinite(epsilon)) return;
  throw new UserError({ rule: 'the epsilon of a norm must be a positive number', received: epsilon });
}
