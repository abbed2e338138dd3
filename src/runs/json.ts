/** JSON text in which NaN and infinities are the strings "NaN", "Infinity" and "-Infinity", which JSON itself lacks. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, one) => (typeof one === 'number' && !Number.isFinite(one) ? String(one) : one),
    indent,
  );
}
