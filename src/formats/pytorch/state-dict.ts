import type { Activation, Values } from '../../activations/activation.ts';
import type { BatchNorm, DenseLayer, LayerNorm } from '../../nn/layers/index.ts';
import type { Network } from '../../nn/network.ts';
import { plainLayersOf } from '../plain-network.ts';
import type { SavedTensor } from '../safetensors.ts';
import { classesFor, moduleOf } from './modules.ts';

/** A network as PyTorch's nn.Sequential: the line that makes it, and the state_dict that it loads. */
export interface Sequential {
  /** Python: the classes of what PyTorch lacks; empty where it lacks nothing. */
  readonly classes: string;
  /** Python: the expression that makes the network. */
  readonly source: string;
  /** `0.weight` as [out][in], `0.bias`, ...: the number counts modules. */
  readonly stateDict: readonly SavedTensor[];
}

/** A residual connection as a module; PyTorch has none. */
const RESIDUAL = `class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)
`;

/** A module with the tensors of its state_dict, named inside it. */
interface Module {
  readonly source: string;
  readonly tensors: readonly SavedTensor[];
}

/**
 * The nn.Sequential whose outputs are the network's logits: Linear, norm, activation, Dropout where there is any, Linear,
 * ...; a residual connection is a Residual(...) around them.
 */
export function sequentialOf(network: Network): Sequential {
  const layers = plainLayersOf(network, 'safetensors');
  const activations = layers.map(({ activation }) => activation);
  const modules = layers.flatMap((layer) => {
    const own = modulesOf(layer, activations);
    return layer.residual ? [inOne('Residual', own)] : own;
  });
  const classes = [classesFor(activations)];
  if (layers.some(({ residual }) => residual)) classes.push(RESIDUAL);
  const { source, tensors } = inOne('nn.Sequential', modules);
  return { classes: classes.filter(Boolean).join('\n\n'), source, stateDict: tensors };
}

/** Modules in a container, which numbers them. */
function inOne(container: string, modules: readonly Module[]): Module {
  return {
    source: `${container}(${modules.map(({ source }) => source).join(', ')})`,
    tensors: modules.flatMap(({ tensors }, k) =>
      tensors.map(({ name, ...rest }) => ({ name: `${k}.${name}`, ...rest })),
    ),
  };
}

function modulesOf(layer: DenseLayer, all: readonly Activation[]): Module[] {
  const { I, O, activation, dropout, parameters, hidden, norm, slope } = layer;
  const vector = (name: string, values: Values) => ({ name, shape: [values.length], values: values.slice() });
  const modules: Module[] = [
    {
      source: `nn.Linear(${I}, ${O})`,
      tensors: [{ name: 'weight', shape: [O, I], values: transposed(layer) }, vector('bias', parameters.b)],
    },
  ];
  if (norm) {
    const tensors = [vector('weight', norm.gain.values), vector('bias', norm.shift.values)];
    if (norm.kind === 'batch-norm')
      tensors.push(vector('running_mean', norm.mean.values), vector('running_var', norm.variance.values));
    modules.push({ source: normModule(norm), tensors });
  }
  if (hidden || activation.name !== 'identity') {
    // PReLU calls its slope weight.
    const learned = activation.name === 'prelu' ? 'weight' : (activation.parameter?.name ?? '');
    modules.push({ source: moduleOf(activation, all), tensors: slope ? [vector(learned, slope.values)] : [] });
  }
  if (dropout > 0) modules.push({ source: `nn.Dropout(${dropout})`, tensors: [] });
  return modules;
}

function normModule(norm: BatchNorm | LayerNorm): string {
  const eps = norm.epsilon === 1e-5 ? '' : `, eps=${norm.epsilon}`;
  if (norm.kind === 'layer-norm') return `nn.LayerNorm(${norm.O}${eps})`;
  return `nn.BatchNorm1d(${norm.O}${eps}${norm.momentum === 0.1 ? '' : `, momentum=${norm.momentum}`})`;
}

/** W[I][O] as PyTorch has it, [O][I]. */
function transposed({ I, O, parameters: { W } }: DenseLayer): Values {
  const turned = W.slice();
  for (let i = 0; i < I; i++) for (let o = 0; o < O; o++) turned[o * I + i] = W[i * O + o];
  return turned;
}
