import { activationFromFormula } from '../../activations/formula/from-formula.ts';
import { isFormula } from '../../activations/formula/is-formula.ts';
import { activationNames, activations } from '../../activations/index.ts';
import { isModulePath } from '../../activations/module-path.ts';
import { headNames } from '../../nn/heads/index.ts';
import { initializerByName, initializers } from '../../nn/initializers.ts';
import { normNames } from '../../nn/layers/index.ts';
import { setting } from '../../util/message.ts';
import { byName } from '../../util/registry.ts';
import { type HiddenLayer, hiddenText, parseHidden } from '../hidden-layers.ts';
import { checked, custom, flag, number, oneOf, optional } from '../kinds.ts';
import { grouped } from '../setting.ts';

/** What is trained, and what it starts from. */
export const network = grouped('network', {
  hidden: custom<HiddenLayer[]>(
    {
      title: 'hidden layers',
      meaning: 'units of the hidden layers, and an activation of their own: 128,64 or 5x100 or 100:tanh,50 or none',
      default: [128],
      placeholder: 'sizes',
      example: '128,64',
      essential: true,
      control: { kind: 'list' },
      write: hiddenText,
    },
    "sizes of at least 1 such as 128,64, a depth and a size such as 5x100, either with an activation as in 100:tanh, or 'none'",
    parseHidden,
  ),
  activation: checked(
    {
      title: 'activation',
      meaning: 'of the hidden layers that name none',
      default: 'relu',
      placeholder: 'name',
      essential: true,
      control: { kind: 'choice', names: activationNames, more: 'or a formula in z, or ./module.mjs' },
    },
    // A module is looked at when it is loaded.
    (text) =>
      isModulePath(text) ||
      (isFormula(text) ? activationFromFormula(text) : byName(setting('activation'), activations, text)),
  ),
  norm: oneOf(
    {
      title: 'norm',
      meaning: `before each hidden activation: ${normNames.join(', ')}`,
      default: 'none',
      placeholder: 'name',
    },
    normNames,
  ),
  residual: flag({
    title: 'residual connections',
    meaning: 'add to each hidden layer its own inputs, where they are as many as its units',
    default: false,
  }),
  head: oneOf(
    {
      title: 'head',
      meaning: 'output activation and loss',
      default: 'softmax-cross-entropy',
      placeholder: 'name',
      essential: true,
    },
    headNames,
  ),
  init: checked(
    {
      title: 'initial weights',
      meaning: "how weights are drawn; auto takes the activation's own",
      default: 'auto',
      placeholder: 'name',
      essential: true,
      control: { kind: 'choice', names: ['auto', ...initializers.map(({ name }) => name)] },
    },
    (text) => text === 'auto' || initializerByName(text),
  ),
  from: optional(
    checked(
      {
        title: 'first weights',
        meaning: 'begin with the weights of a run folder, or of a .onnx or .safetensors file',
        default: 'runs/relu-128',
        placeholder: 'model',
      },
      () => undefined,
    ),
  ),
  initBias: optional(
    number(
      {
        title: 'initial biases',
        meaning: "what hidden biases start at (default: the initializer's own)",
        default: -10,
        placeholder: 'b',
        usual: [-10, 10],
      },
      {},
    ),
  ),
  dropout: number(
    {
      title: 'dropout',
      meaning: 'share of hidden units dropped in training',
      default: 0,
      placeholder: 'rate',
      example: '0.2',
    },
    { least: 0, below: 1 },
  ),
});
