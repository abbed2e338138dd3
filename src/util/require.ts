import { type Message, message } from './message.ts';
import { UserError } from './user-error.ts';

/** `value` if it is a whole number of at least `least`. @throws UserError */
export function requireWhole(what: Message, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UserError({ rule: message`${what} must be a whole number of at least ${least}`, received: value });
}

/** `value` if 0 <= value < 1. @throws UserError */
export function requireRate(what: Message, value: number): number {
  if (value >= 0 && value < 1) return value;
  throw new UserError({ rule: message`${what} must be at least 0 and below 1`, received: value });
}

/** `array` if it holds at least `length` numbers: the shape, e.g. `x[B][I]`, is named in the message. @throws UserError */
export function requireLength<T extends ArrayLike<number>>(what: Message, array: T, length: number): T {
  if (array.length >= length) return array;
  throw new UserError({ rule: message`${what} must hold ${length} numbers`, received: array.length });
}
