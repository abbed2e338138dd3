/**
 * Whether objects lie inside objects more than `levels` deep, as those do that hold themselves. What goes through a
 * value by calling itself would run out of stack on such ones.
 */
export function isNestedBeyond(value: unknown, levels: number): boolean {
  let level = [value].filter(isObject);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === levels) return true;
    // Each object once: one that holds itself twice would double the level every time.
    level = [...new Set(level.flatMap((one) => Object.values(one).filter(isObject)))];
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
