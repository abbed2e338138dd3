import type { ActivationName } from '../../activations/index.ts';

/** A value of an attribute. */
export type AttributeValue = number | string;

/** One operator: inputs are `z`, the learned `slope`, outputs of steps before it by their place, or constants (a list
 * has one number for each column). */
export interface Step {
  readonly op: string;
  readonly inputs: readonly ('z' | 'slope' | { readonly step: number } | number | readonly number[])[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** An activation in operators; the last step's output is f(z). */
export type Recipe = readonly Step[];

/** z through one operator, e.g. `unary('Elu', { alpha: 1 })`. */
const unary = (op: string, attributes?: Step['attributes']): Step => ({
  op,
  inputs: ['z'],
  ...(attributes && { attributes }),
});
export const step = (op: string, ...inputs: Step['inputs']): Step => ({ op, inputs });
export const at = (place: number) => ({ step: place });

/** 2 sqrt(2 / pi), and that times 0.044715: gelu-tanh is z sigmoid(z (ROOT + CUBIC z^2)). */
const ROOT = 1.5957691216057308;
const CUBIC = 0.044715 * ROOT;

/**
 * How activations are written, in operators of opset 17, and, after the first, in which other forms they are known when
 * a file is read: operators of other opsets, and what PyTorch exports. One that is missing here cannot be exported.
 */
const recipes: Partial<Record<ActivationName, readonly Recipe[]>> = {
  identity: [[unary('Identity')]],
  sigmoid: [[unary('Sigmoid')]],
  tanh: [[unary('Tanh')]],
  relu: [[unary('Relu')]],
  'leaky-relu': [[unary('LeakyRelu', { alpha: 0.01 })]],
  elu: [[unary('Elu', { alpha: 1 })]],
  selu: [[unary('Selu', { alpha: 1.6732632423543772, gamma: 1.0507009873554805 })]],
  // At alpha = 1 an elu.
  celu: [[unary('Celu', { alpha: 1 })]],
  gelu: [
    [
      step('Div', 'z', Math.SQRT2),
      step('Erf', at(0)),
      step('Add', at(1), 1),
      step('Mul', 'z', at(2)),
      step('Mul', at(3), 0.5),
    ],
    [unary('Gelu', { approximate: 'none' })],
  ],
  'gelu-tanh': [
    [
      step('Mul', 'z', 'z'),
      step('Mul', at(0), CUBIC),
      step('Add', at(1), ROOT),
      step('Mul', 'z', at(2)),
      step('Sigmoid', at(3)),
      step('Mul', 'z', at(4)),
    ],
    [unary('Gelu', { approximate: 'tanh' })],
  ],
  silu: [[step('Sigmoid', 'z'), step('Mul', 'z', at(0))], [unary('Swish', { alpha: 1 })]],
  mish: [[step('Softplus', 'z'), step('Tanh', at(0)), step('Mul', 'z', at(1))], [unary('Mish')]],
  softplus: [[unary('Softplus')]],
  softsign: [[unary('Softsign')]],
  'hard-tanh': [[step('Clip', 'z', -1, 1)], [unary('Clip', { min: -1, max: 1 })]],
  'hard-sigmoid': [[unary('HardSigmoid', { alpha: 1 / 6, beta: 0.5 })]],
  'hard-swish': [[unary('HardSwish')]],
  relu6: [[step('Clip', 'z', 0, 6)], [unary('Clip', { min: 0, max: 6 })]],
  'soft-shrink': [[unary('Shrink', { bias: 0.5, lambd: 0.5 })]],
  'hard-shrink': [[unary('Shrink', { bias: 0, lambd: 0.5 })]],
  'tanh-shrink': [[step('Tanh', 'z'), step('Sub', 'z', at(0))]],
  'log-sigmoid': [
    [step('Neg', 'z'), step('Softplus', at(0)), step('Neg', at(1))],
    [step('Sigmoid', 'z'), step('Log', at(0))],
  ],
  'lecun-tanh': [[step('Mul', 'z', 2 / 3), step('Tanh', at(0)), step('Mul', at(1), 1.7159)]],
  prelu: [[step('PRelu', 'z', 'slope')]],
  softmax: [[unary('Softmax', { axis: -1 })]],
};

/** The forms of an activation, that in which it is written first; none where it has no recipe. */
export function recipesOf(name: string): readonly Recipe[] {
  return Object.hasOwn(recipes, name) ? (recipes[name as ActivationName] ?? []) : [];
}

/** What an operator means where an attribute is not given. */
export const attributeDefaults: Readonly<Record<string, Readonly<Record<string, AttributeValue>>>> = {
  Celu: { alpha: 1 },
  Elu: { alpha: 1 },
  Gelu: { approximate: 'none' },
  HardSigmoid: { alpha: 0.2, beta: 0.5 },
  LeakyRelu: { alpha: 0.01 },
  Selu: { alpha: 1.6732632423543772, gamma: 1.0507009873554805 },
  Shrink: { bias: 0, lambd: 0.5 },
  Softmax: { axis: -1 },
  LogSoftmax: { axis: -1 },
  Swish: { alpha: 1 },
};
