export { activate, activationGradient, slopeGradientRows, softmaxBackward, softmaxForward } from './activations';
export { headBackward, headLosses, headOutputs, rowsCorrect } from './heads';
export { optimizerStep } from './optimizers';
export { affine, biasGradient, inputGradient, weightGradient } from './plain';
export { evaluateSamples, trainSteps } from './program';
