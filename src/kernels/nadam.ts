const MOMENTUM_DECAY = 0.004;

/** nadam's momentum of step t, which rises from half of beta1 towards it. PyTorch's form: momentum decay 0.004. */
export const nadamMomentum = (beta1: number, t: number): number => beta1 * (1 - 0.5 * 0.96 ** (t * MOMENTUM_DECAY));

/** The product of those of steps 1..t; below 1e-20 it no longer changes 1 - product, and the loop may stop. */
export function momentumProduct(beta1: number, t: number): number {
  let product = 1;
  for (let k = 1; k <= t && product > 1e-20; k++) product *= nadamMomentum(beta1, k);
  return product;
}
