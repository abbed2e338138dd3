import type { Values } from '../../activations/activation.ts';
import type { DenseLayer } from '../../nn/layers/index.ts';
import type { Network } from '../../nn/network.ts';
import { plainLayersOf } from '../plain-network.ts';
import type { SavedTensor } from '../safetensors.ts';
import { classesFor, moduleOf } from './modules.ts';

/** A network as PyTorch's nn.Sequential: the line that makes it, and the state_dict that it loads. */
export interface Sequential {
  /** Python source, with the class of an activation that PyTorch lacks before it. */
  readonly source: string;
  /** `0.weight` as [out][in], `0.bias`, ...: the number counts modules. */
  readonly stateDict: readonly SavedTensor[];
}

/** The nn.Sequential whose outputs are the network's logits: Linear, activation, Dropout where there is any, Linear, ... */
export function sequentialOf(network: Network): Sequential {
  const layers = plainLayersOf(network, 'safetensors');
  const modules: string[] = [];
  const stateDict: SavedTensor[] = [];
  const add = (module: string, tensors: Record<string, Omit<SavedTensor, 'name'>> = {}) => {
    for (const [name, tensor] of Object.entries(tensors))
      stateDict.push({ name: `${modules.length}.${name}`, ...tensor });
    modules.push(module);
  };
  for (const layer of layers) {
    const { I, O, activation, dropout, parameters, hidden } = layer;
    const isLogits = !hidden && activation.name === 'identity';
    add(`nn.Linear(${I}, ${O})`, {
      weight: { shape: [O, I], values: transposed(layer) },
      bias: { shape: [O], values: parameters.b.slice() },
    });
    // PReLU calls its slope weight.
    const learned = activation.name === 'prelu' ? 'weight' : activation.parameter?.name;
    if (!isLogits)
      add(moduleOf(activation), learned ? { [learned]: { shape: [1], values: parameters.p.slice() } } : {});
    if (dropout > 0) add(`nn.Dropout(${dropout})`);
  }
  const classes = new Set(layers.map(({ activation }) => classesFor(activation)));
  return { source: `${[...classes].filter(Boolean).join('')}nn.Sequential(${modules.join(', ')})`, stateDict };
}

/** W[I][O] as PyTorch has it, [O][I]. */
function transposed({ I, O, parameters: { W } }: DenseLayer): Values {
  const turned = W.slice();
  for (let i = 0; i < I; i++) for (let o = 0; o < O; o++) turned[o * I + i] = W[i * O + o];
  return turned;
}
