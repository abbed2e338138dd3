export * from './generated/activations';
export { softmax_backward, softmax_forward } from './functions/softmax';
export {
  identityMse_backward, identityMse_losses,
  sigmoidBinaryCrossEntropy_backward, sigmoidBinaryCrossEntropy_losses,
  sigmoidMse_backward, sigmoidMse_losses,
  softmaxCrossEntropy_backward, softmaxCrossEntropy_losses,
  softmaxMse_backward, softmaxMse_losses,
  rowsCorrect,
} from './functions/heads';
export {
  adagrad_step, adam_step, adamw_step, momentum_step, nadam_step, nesterov_step, rmsprop_step, sgd_step,
} from './functions/optimizers';
export { affine, biasGradient, inputGradient, weightGradient } from './products/plain';
export { evaluateSamples, trainSteps } from './program';
// Nobody calls these from outside. An export stays a function of its own; as parts of their callers they would run out of
// registers.
export { outer2, outer4, outer6, tile1, tile2, tile4, tile6 } from './products/gemm';

/** Where the kernels' own data end. */
export function staticEnd(): usize {
  return __heap_base;
}
