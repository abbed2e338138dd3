/** Functions that jump do so at round numbers, which are ends of the rule's steps, not middles. */
const STEP = 1 / 64;

/** 1 / sqrt(E f(Z)^2), Z ~ N(0,1), by the midpoint rule; 1 for a function that has no such number. */
export function gainOf(f: (z: number) => number): number {
  let sum = 0;
  for (let z = -12 + STEP / 2; z < 12; z += STEP) sum += f(z) ** 2 * Math.exp((-z * z) / 2);
  const gain = 1 / Math.sqrt((sum * STEP) / Math.sqrt(2 * Math.PI));
  return Number.isFinite(gain) && gain > 0 ? gain : 1;
}
