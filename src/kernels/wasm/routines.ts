/**
 * What the kernels have a routine for, by name: the functions that they export say it themselves. `leaky-relu` has the
 * exports leaky_relu__forward and leaky_relu__backward.
 *
 * Signatures. Whole numbers and addresses are i32, p and batch are f32.
 *
 *   activation, of n float32 in a row
 *     forward(n, z, a, p)              a = f(z)
 *     backward(n, z, a, da, dz, p)     dz = da df/dz; da may be dz
 *     learned(n, z, a, da, p): f64     the sum of da df/dp, of an activation with a learned number p
 *   head, of B rows of O float32 that are `stride` float32 apart
 *     losses(B, O, stride, logits, outputs, labels, losses)            losses[B]
 *     backward(B, O, stride, logits, outputs, labels, batch, dlogits)  of the mean loss over `batch` rows
 *   optimizer
 *     step(n, parameters, gradients, m, v, coefficients)
 */
export type ActivationPart = 'forward' | 'backward' | 'learned';
export type Part = ActivationPart | 'losses' | 'step';

/** The export that plays this part for an activation, a head or an optimizer of that name. */
export const routineName = (name: string, part: Part): string => `${name.replaceAll('-', '_')}__${part}`;

/** The routines among the exports of a build, in the order in which they stand in tables of functions. */
export function routineNames(module: WebAssembly.Module): string[] {
  return WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .filter((name) => name.includes('__'));
}
