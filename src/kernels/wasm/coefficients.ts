import { momentumProduct, nadamMomentum } from '../nadam.ts';
import type { OptimizerStep } from '../rules.ts';

/** Coefficients of one step, eight at most, computed in float64; assembly/functions/optimizers.ts says what each is. */
type Coefficients = (step: OptimizerStep) => number[];

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

const coefficients: Readonly<Record<string, Coefficients>> = {
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
};

/** Whether a routine of that name knows what to take of a step. */
export const hasCoefficients = (optimizer: string): boolean => Object.hasOwn(coefficients, optimizer);

/**
 * Writes what an optimizer's routine needs to know of the step into out[COEFFICIENTS], bias corrections included.
 * @throws Error where the optimizer has none
 */
export function writeCoefficients(optimizer: string, step: OptimizerStep, out: Float32Array): void {
  if (!hasCoefficients(optimizer)) throw new Error(`no routine for the optimizer ${optimizer}`);
  out.set(coefficients[optimizer](step));
}
