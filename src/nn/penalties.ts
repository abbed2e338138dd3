import type { Role } from '../kernels/program.ts';

/** What pulls a tensor's numbers towards 0. */
export interface RolePenalties {
  /** The penalties of `l1` and `l2`, added to its gradient. */
  readonly l1l2: boolean;
  /** The optimizer's own weight decay. */
  readonly weightDecay: boolean;
}

/**
 * Which penalties act on a tensor, by its role. L1 and L2 act on weights alone: a bias, a slope or a gain of 0 makes no
 * network simpler. Weight decay acts on all that is learned, as PyTorch's optimizers have it by default; statistics are
 * measured and no optimizer touches them. A compiled training does the same, which test/kernels/program.test.ts holds.
 */
export const penaltiesByRole: Readonly<Record<Role, RolePenalties>> = {
  weight: { l1l2: true, weightDecay: true },
  bias: { l1l2: false, weightDecay: true },
  slope: { l1l2: false, weightDecay: true },
  gain: { l1l2: false, weightDecay: true },
  shift: { l1l2: false, weightDecay: true },
  statistic: { l1l2: false, weightDecay: false },
};
