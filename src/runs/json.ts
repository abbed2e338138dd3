import { UserError } from '../util/user-error.ts';

/**
 * What a JSON text says.
 * @param file for messages
 * @throws UserError where it is not JSON
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine quotes the text it stumbled over, line breaks and all.
    const reason = (error as Error).message.replace(/\s+/g, ' ');
    throw new UserError({ rule: `${file} must be JSON`, received: reason });
  }
}

/** JSON text in which NaN and infinities are the strings "NaN", "Infinity" and "-Infinity", which JSON itself lacks. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, one) => (typeof one === 'number' && !Number.isFinite(one) ? String(one) : one),
    indent,
  );
}
