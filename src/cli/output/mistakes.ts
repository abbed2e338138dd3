import { flagSpelling } from '../../settings/flags.ts';
import type { UserError } from '../../util/user-error.ts';

/** A mistake as the command line tells it: settings are written as flags. */
export const mistakeText = (error: UserError): string => error.told(flagSpelling);
