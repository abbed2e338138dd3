const WORDS = /^[\w-]+(?:\+[\w-]+)+$/;
/** No formula has a bar between two spaces in its spelling. */
const BETWEEN_FORMULAS = ' | ';

/** What several activations are called together: `tanh+relu`, or `tanh | z / (1 + abs(z))` where one is a formula. */
export function joinNames(names: readonly string[]): string {
  const joined = names.join('+');
  return names.length < 2 || WORDS.test(joined) ? joined : names.join(BETWEEN_FORMULAS);
}

/** The names that were joined. */
export function splitNames(joined: string): string[] {
  return WORDS.test(joined) ? joined.split('+') : joined.split(BETWEEN_FORMULAS);
}

/** A name that a folder can have: of a formula its words, and a number that tells it from others that have the same. */
export function folderName(name: string): string {
  if (/^[\w+-]*$/.test(name)) return name;
  const words = name.replaceAll(/[^\w.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
  return `${words.slice(0, LONGEST_WORDS).replace(/[-.]+$/, '')}-${hash(name)}`;
}

const LONGEST_WORDS = 40;

/** Fowler, Noll & Vo's hash (FNV-1a) of 32 bits, in letters and digits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) value = Math.imul(value ^ text.charCodeAt(k), 0x01000193);
  return (value >>> 0).toString(36);
}
