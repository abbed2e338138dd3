import type { Activation, ActivationName } from '../../activations/index.ts';

/** How a user of PyTorch writes activations, inside nn.Sequential. */
const modules: Partial<Record<ActivationName, string>> = {
  identity: 'nn.Identity()',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  relu: 'nn.ReLU()',
  'leaky-relu': 'nn.LeakyReLU(0.01)',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  celu: 'nn.CELU()',
  gelu: 'nn.GELU()',
  'gelu-tanh': "nn.GELU(approximate='tanh')",
  silu: 'nn.SiLU()',
  mish: 'nn.Mish()',
  softplus: 'nn.Softplus()',
  softsign: 'nn.Softsign()',
  'hard-tanh': 'nn.Hardtanh()',
  'hard-sigmoid': 'nn.Hardsigmoid()',
  'hard-swish': 'nn.Hardswish()',
  relu6: 'nn.ReLU6()',
  'soft-shrink': 'nn.Softshrink(0.5)',
  'hard-shrink': 'nn.Hardshrink(0.5)',
  'tanh-shrink': 'nn.Tanhshrink()',
  'log-sigmoid': 'nn.LogSigmoid()',
  // PyTorch has none: a module of one's own.
  'lecun-tanh': 'LecunTanh()',
  prelu: 'nn.PReLU()',
  softmax: 'nn.Softmax(dim=1)',
};

/** The class that `LecunTanh()` stands for. */
const LECUN_TANH = `class LecunTanh(nn.Module):
    def forward(self, z):
        return 1.7159 * torch.tanh(2 * z / 3)
`;

/** The activation as a module of PyTorch, e.g. `nn.ReLU()`. One that it lacks is the user's to write: `MyAct()`. */
export function moduleOf({ name }: Activation): string {
  const known = Object.hasOwn(modules, name) ? modules[name as ActivationName] : undefined;
  return known ?? `${name.replace(/(?:^|[-_])(\w)/g, (_match, letter: string) => letter.toUpperCase())}()`;
}

/** Classes that must be defined before modules of that name can be made; empty where PyTorch has them. */
export function classesFor({ name }: Activation): string {
  return name === 'lecun-tanh' ? LECUN_TANH : '';
}
