import type { ActivationName } from '../../activations/index.ts';
import type { OptimizerStep } from '../kernels.ts';

/**
 * What the kernels have routines for. A routine's id is its place in these tables; the switches in assembly/ follow the
 * same order, and the conformance suite sees to it.
 */
export const activationRoutines: readonly ActivationName[] = [
  'identity',
  'sigmoid',
  'tanh',
  'relu',
  'leaky-relu',
  'elu',
  'selu',
  'celu',
  'gelu',
  'gelu-tanh',
  'silu',
  'mish',
  'softplus',
  'softsign',
  'hard-tanh',
  'hard-sigmoid',
  'hard-swish',
  'relu6',
  'soft-shrink',
  'hard-shrink',
  'tanh-shrink',
  'log-sigmoid',
  'lecun-tanh',
  'prelu',
  'softmax',
];

export const headRoutines = [
  'softmax-cross-entropy',
  'sigmoid-binary-cross-entropy',
  'sigmoid-mse',
  'softmax-mse',
  'identity-mse',
] as const;

/** Coefficients of one step, eight at most, computed in float64; what each place means stands in assembly/optimizers.ts. */
type Coefficients = (step: OptimizerStep) => number[];

const NADAM_DECAY = 0.004;

const adam = ({ t, learningRate, weightDecay, constants: [beta1, beta2, eps] }: OptimizerStep): number[] => [
  0,
  weightDecay,
  eps,
  1 - beta1,
  1 - beta2,
  learningRate / (1 - beta1 ** t),
  1 / Math.sqrt(1 - beta2 ** t),
  0,
];

const coefficients = {
  sgd: ({ learningRate, weightDecay }) => [learningRate, weightDecay],
  momentum: ({ learningRate, weightDecay, momentum }) => [learningRate, weightDecay, momentum],
  nesterov: ({ learningRate, weightDecay, momentum }) => [learningRate, weightDecay, momentum],
  rmsprop: ({ learningRate, weightDecay, constants: [alpha, eps] }) => [learningRate, weightDecay, eps, 1 - alpha],
  adagrad: ({ learningRate, weightDecay, constants: [eps] }) => [learningRate, weightDecay, eps],
  adam,
  adamw: (step) => adam({ ...step, weightDecay: 0 }).with(7, step.learningRate * step.weightDecay),
  nadam: (step) => {
    const [beta1] = step.constants;
    const [now, next] = [nadamMomentum(beta1, step.t), nadamMomentum(beta1, step.t + 1)];
    const product = momentumProduct(beta1, step.t);
    return adam(step)
      .with(0, (step.learningRate * (1 - now)) / (1 - product))
      .with(5, (step.learningRate * next) / (1 - product * next));
  },
} satisfies Record<string, Coefficients>;

/** nadam's momentum of step t. */
function nadamMomentum(beta1: number, t: number): number {
  return beta1 * (1 - 0.5 * 0.96 ** (t * NADAM_DECAY));
}

/** The product of those of the steps 1..t; below 1e-20 it no longer changes 1 - product, and the loop may stop. */
function momentumProduct(beta1: number, t: number): number {
  let product = 1;
  for (let k = 1; k <= t && product > 1e-20; k++) product *= nadamMomentum(beta1, k);
  return product;
}

export const optimizerRoutines: readonly string[] = Object.keys(coefficients);

/** Id of softmax, the one routine that acts on rows. */
export const SOFTMAX = activationRoutines.indexOf('softmax');

/** The routine's id; undefined where there is none. */
export const activationId = ({ name }: { readonly name: string }) => place(activationRoutines, name);
export const headId = ({ name }: { readonly name: string }) => place(headRoutines, name);
export const optimizerId = ({ name }: { readonly name: string }) => place(optimizerRoutines, name);

function place(routines: readonly string[], name: string): number | undefined {
  const at = routines.indexOf(name);
  return at < 0 ? undefined : at;
}

/**
 * Writes what `optimizerStep` needs to know of the step into out[8], bias corrections included.
 * @throws Error where the optimizer has no routine
 */
export function optimizerCoefficients(name: string, step: OptimizerStep, out: Float32Array): void {
  const routine = Object.hasOwn(coefficients, name) ? coefficients[name as keyof typeof coefficients] : undefined;
  if (!routine) throw new Error(`no routine for the optimizer ${name}`);
  out.set(routine(step));
}
