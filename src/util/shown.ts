import { isNestedBeyond } from './nesting.ts';

/** Nested deeper, a value cannot be shown. JSON would run out of stack in one version of Node and not in another. */
const DEEPEST = 100;

/** A value as text for a message, whatever it is: what JSON or String() would throw at is named by its kind. */
export function shown(value: unknown): string {
  try {
    if (isNestedBeyond(value, DEEPEST)) return kindOf(value);
    // JSON would write NaN and infinities as null.
    return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  } catch {
    return kindOf(value);
  }
}

/** What was thrown, or exported, as its own text. */
export function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return kindOf(value);
  }
}

/** `an object that cannot be shown`, as one that holds itself, is nested too deeply, or refuses to be text. */
const kindOf = (value: unknown) =>
  `${typeof value === 'object' ? 'an object' : `a ${typeof value}`} that cannot be shown`;
