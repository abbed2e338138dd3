import { isFormula } from '../../activations/formula/is-formula.ts';
import type { Activation, ActivationName } from '../../activations/index.ts';
import { torchFormula } from '../../expression/print/torch.ts';

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
  prelu: 'nn.PReLU()',
  softmax: 'nn.Softmax(dim=1)',
};

/** Whether PyTorch has it. */
const isKnown = (name: string): name is ActivationName => Object.hasOwn(modules, name);

/**
 * The activation as a module of PyTorch, e.g. `nn.ReLU()`. One that it lacks is a class of its own, which classesFor
 * writes where it is a formula, and is the user's to write where it is not: `MyAct()`.
 * @param all activations of the network
 */
export function moduleOf({ name }: Activation, all: readonly Activation[]): string {
  return isKnown(name) ? (modules[name] ?? '') : `${className(name, all)}()`;
}

/** The classes of these activations that PyTorch lacks, as Python. */
export function classesFor(all: readonly Activation[]): string {
  const lacking = [...new Set(all)].filter(({ name }) => !isKnown(name));
  return lacking.map((activation) => classText(activation, all)).join('\n\n');
}

/** MyAct for my-act; of formulas their number. */
function className(name: string, all: readonly Activation[]): string {
  if (!isFormula(name)) return name.replace(/(?:^|[-_])(\w)/g, (_match, letter: string) => letter.toUpperCase());
  const formulas = [...new Set(all.map((one) => one.name))].filter((one) => isFormula(one));
  return formulas.length === 1 ? 'Formula' : `Formula${formulas.indexOf(name) + 1}`;
}

function classText({ name, formula, expression, parameter }: Activation, all: readonly Activation[]): string {
  const tree = expression?.().f;
  if (!tree) return '';
  const learned = parameter
    ? `    def __init__(self):
        super().__init__()
        self.p = nn.Parameter(torch.tensor([${parameter.initial}]))

`
    : '';
  return `class ${className(name, all)}(nn.Module):
    """${formula}"""

${learned}    def forward(self, z):
${parameter ? '        p = self.p\n' : ''}        return ${torchFormula(tree)}
`;
}
