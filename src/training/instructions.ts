import type { Instruction, ParameterArrays } from '../kernels/program.ts';
import { ActivationLayer, BatchNorm, Dropout, type Layer, LayerNorm, Linear, Residual } from '../nn/layers/index.ts';
import { type LayerTensor, viewOf } from '../nn/layout.ts';
import type { Network } from '../nn/network.ts';
import type { Update } from '../nn/update.ts';

/** A network's layers as instructions of a compiled training; undefined where an instruction is missing for one of them. */
export function instructionsOf({ layers }: Network, { moments }: Update): readonly Instruction[] | undefined {
  const list: Instruction[] = [];
  const arrays = (tensor: LayerTensor): ParameterArrays => ({
    role: tensor.role,
    values: tensor.values,
    moments: moments.map((moment) => viewOf(tensor, moment)),
  });
  const add = (layer: Layer): boolean => {
    if (!(layer instanceof Residual)) {
      const instruction = instructionOf(layer, arrays);
      if (instruction) list.push(instruction);
      return instruction !== undefined;
    }
    const from = list.length - 1;
    if (!layer.inner.every(add)) return false;
    list.push({ kind: 'add', O: layer.O, from });
    return true;
  };
  return layers.every(add) ? list : undefined;
}

function instructionOf(layer: Layer, arrays: (tensor: LayerTensor) => ParameterArrays): Instruction | undefined {
  const { I, O } = layer;
  if (layer instanceof Linear) return { kind: 'linear', I, O, W: arrays(layer.weight), b: arrays(layer.bias) };
  if (layer instanceof ActivationLayer) {
    const { activation, slope } = layer;
    return { kind: 'activation', O, activation, ...(slope && { slope: arrays(slope) }) };
  }
  if (layer instanceof Dropout) return { kind: 'dropout', O, rate: layer.rate };
  if (layer instanceof BatchNorm) {
    const { epsilon, momentum, gain, shift, mean, variance } = layer;
    const running = { mean: mean.values, variance: variance.values };
    return { kind: 'batch-norm', O, epsilon, momentum, gain: arrays(gain), shift: arrays(shift), ...running };
  }
  if (layer instanceof LayerNorm) {
    const { epsilon, gain, shift } = layer;
    return { kind: 'layer-norm', O, epsilon, gain: arrays(gain), shift: arrays(shift) };
  }
  return undefined;
}
