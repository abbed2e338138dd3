/**
 * What the kernels have a routine for, by name: the functions that they export say it themselves. `leaky-relu` has the
 * exports leakyRelu_forward and leakyRelu_backward.
 *
 * Signatures, of B rows of O float32 that are `stride` float32 apart; all but p and batch are whole numbers or addresses:
 *
 *   activation  forward(B, O, stride, z, a, p)              a = f(z); p is the learned number, f32
 *               backward(B, O, stride, z, a, da, dz, p, dp)  dz from da, which may be one; dp[B] if it has a learned number
 *   head        losses(B, O, stride, logits, outputs, labels, losses)            losses[B]
 *               backward(B, O, stride, logits, outputs, labels, batch, dlogits)  of the mean loss over `batch` rows, f32
 *   optimizer   step(n, parameters, gradients, m, v, coefficients)
 */
export type Part = 'forward' | 'backward' | 'losses' | 'step';

/** The export that plays this part for an activation, a head or an optimizer of that name. */
export function routineName(name: string, part: Part): string {
  return `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}_${part}`;
}

/** The routines among the exports of a build, in the order in which they stand in tables of functions. */
export function routineNames(module: WebAssembly.Module): string[] {
  return WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .filter((name) => name.includes('_'));
}
