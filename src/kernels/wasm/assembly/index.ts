export { activate, activationGradient, slopeGradientRows, softmaxBackward, softmaxForward } from './activations';
export { headBackward, headLosses, headOutputs, rowsCorrect } from './heads';
export { optimizerStep } from './optimizers';
export { affine, biasGradient, inputGradient, weightGradient } from './plain';
export { evaluateSamples, trainSteps } from './program';
// Nobody calls these from outside. An export stays a function of its own; as parts of their callers they would run out of
// registers.
export { outer2, outer4, outer6, tile1, tile2, tile4, tile6 } from './gemm';
