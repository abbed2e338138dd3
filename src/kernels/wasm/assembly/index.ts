export * from './generated/activations';
export { softmax__backward, softmax__forward } from './functions/softmax';
export {
  identity_mse__backward, identity_mse__losses,
  sigmoid_binary_cross_entropy__backward, sigmoid_binary_cross_entropy__losses,
  sigmoid_mse__backward, sigmoid_mse__losses,
  softmax_cross_entropy__backward, softmax_cross_entropy__losses,
  softmax_mse__backward, softmax_mse__losses,
  rowsCorrect,
} from './functions/heads';
export {
  adagrad__step, adam__step, adamw__step, momentum__step, nadam__step, nesterov__step, rmsprop__step, sgd__step,
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
