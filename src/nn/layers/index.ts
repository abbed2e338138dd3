/**
 * The layers that networks are made of, each in a file of its own with its forward and its backward side by side.
 *
 * To walk a network, for a file format or a chart:
 *
 *     network.layers        every layer in order; a Residual has `inner` layers, and adds its input to their output
 *     layer.kind            'linear', 'activation', 'dropout', 'batch-norm', 'layer-norm', 'residual'
 *     layer.tensors         name, role, shape, values and gradients of what is the layer's own
 *     network.denseLayers   one for each linear layer: linear, norm, activation, dropout, residual; `hidden` says which
 *     network.hiddenLayers  those of them that are hidden
 */
export { ActivationLayer, type ActivationSpec, activation } from './activation.ts';
export { BatchNorm, type BatchNormSpec, batchNorm } from './batch-norm.ts';
export { buildLayers, type LayerList, layoutOf } from './build.ts';
export { type DenseOptions, dense, type NormName, normNames } from './dense.ts';
export { DenseLayer, type DenseViews, denseLayersOf } from './dense-layer.ts';
export { Dropout, type DropoutSpec, dropout } from './dropout.ts';
export type { Layer, LayerBuilder, LayerSpec, Pass, PassMode } from './layer.ts';
export { LayerNorm, type LayerNormSpec, layerNorm } from './layer-norm.ts';
export { Linear, type LinearSpec, linear } from './linear.ts';
export { Residual, type ResidualSpec, residual } from './residual.ts';
