import { CONTROLS_ABOVE_ASCII } from '../../util/control-characters.ts';
import { isNestedBeyond } from '../../util/nesting.ts';
import { UserError } from '../../util/user-error.ts';
import { scanJson } from './json-scan.ts';

/** What gradlens writes has a quarter of it. */
const DEEPEST = 32;

/** `value`, unless it is nested so deeply that others would stumble over it. @throws UserError */
export function requireFlat<T>(value: T, file: string): T {
  if (!isNestedBeyond(value, DEEPEST)) return value;
  throw new UserError({ rule: `${file} must not nest values more than ${DEEPEST} deep`, received: 'a deeper one' });
}

/**
 * What a JSON text says.
 * @param file for messages
 * @throws UserError where it is not JSON, nested too deeply, or has two entries of one name
 */
export function parseJson(text: string, file: string): unknown {
  scanJson(text, file, DEEPEST);
  return parsed(text, file);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine quotes the text it stumbled over, line breaks and all.
    const reason = (error as Error).message.replace(/\s+/g, ' ');
    throw new UserError({ rule: `${file} must be JSON`, received: reason });
  }
}

/**
 * JSON text in which NaN and infinities are the strings "NaN", "Infinity" and "-Infinity", which JSON itself lacks.
 * Characters that steer a terminal are escaped, those above ASCII too: the text may be shown on one.
 */
export function toJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(
    value,
    (_key, one) => (typeof one === 'number' && !Number.isFinite(one) ? String(one) : one),
    indent,
  );
  // JSON itself escapes the others; line breaks between values stay.
  return text?.replace(CONTROLS_ABOVE_ASCII, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
