import type { Values } from '../kernels/kernels.ts';
import { message, setting } from '../util/message.ts';
import type { RandomStream } from '../util/random.ts';
import { byName, parseCall } from '../util/registry.ts';
import { UserError } from '../util/user-error.ts';

/** How the weights W[I][O] and biases b[O] of a layer are drawn before training. */
export interface Initializer {
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  /** Fills W[I][O]; `gain` is the activation's own scale, used by `orthogonal` only. */
  weights(I: number, O: number, random: RandomStream, W: Values, gain: number): void;
  /** Fills b[O]; without it biases are 0. */
  biases?(I: number, O: number, random: RandomStream, b: Values): void;
}

type Scale = (I: number, O: number) => number;

const fillNormal = (std: Scale) => (I: number, O: number, random: RandomStream, values: Values) => {
  const s = std(I, O);
  for (let k = 0; k < values.length; k++) values[k] = s * random.normal();
};

const fillUniform = (limit: Scale) => (I: number, O: number, random: RandomStream, values: Values) => {
  const l = limit(I, O);
  for (let k = 0; k < values.length; k++) values[k] = l * (2 * random.uniform() - 1);
};

const LECUN = 'LeCun et al., Efficient BackProp (1998)';
const GLOROT = 'Glorot & Bengio, Understanding the difficulty of training deep feedforward networks (2010)';
const HE = 'He et al., Delving Deep into Rectifiers (2015)';

const fanInUniform = fillUniform((I) => 1 / Math.sqrt(I));
const glorotUniform = fillUniform((I, O) => Math.sqrt(6 / (I + O)));

const registry = [
  { name: 'zeros', formula: '0', source: 'for softmax regression', weights: (_I, _O, _random, W) => void W.fill(0) },
  { name: 'lecun-normal', formula: 'N(0, 1/I)', source: LECUN, weights: fillNormal((I) => Math.sqrt(1 / I)) },
  { name: 'lecun-uniform', formula: 'U(+-sqrt(3/I))', source: LECUN, weights: fillUniform((I) => Math.sqrt(3 / I)) },
  {
    name: 'glorot-normal',
    formula: 'N(0, 2/(I+O))',
    source: GLOROT,
    weights: fillNormal((I, O) => Math.sqrt(2 / (I + O))),
  },
  {
    name: 'glorot-uniform',
    formula: 'U(+-sqrt(6/(I+O)))',
    source: GLOROT,
    weights: glorotUniform,
  },
  {
    name: 'fan-in-uniform',
    formula: 'U(+-1/sqrt(I))',
    source: `the usual one before ${GLOROT}, equation 1`,
    weights: fanInUniform,
  },
  { name: 'he-normal', formula: 'N(0, 2/I)', source: HE, weights: fillNormal((I) => Math.sqrt(2 / I)) },
  { name: 'he-uniform', formula: 'U(+-sqrt(6/I))', source: HE, weights: fillUniform((I) => Math.sqrt(6 / I)) },
  {
    name: 'orthogonal',
    formula: 'gain * Q of a normal matrix, orthonormal rows or columns',
    source: 'Saxe, McClelland & Ganguli, Exact solutions to the nonlinear dynamics of learning (2014)',
    weights: orthogonal,
  },
  {
    name: 'nielsen',
    formula: 'weights N(0, 1/I), biases N(0, 1)',
    source: 'Nielsen, Neural Networks and Deep Learning (2015), chapter 3',
    weights: fillNormal((I) => Math.sqrt(1 / I)),
    biases: fillNormal(() => 1),
  },
  {
    name: 'nielsen-large',
    formula: 'weights and biases N(0, 1)',
    source: 'Nielsen, Neural Networks and Deep Learning (2015), chapter 1',
    weights: fillNormal(() => 1),
    biases: fillNormal(() => 1),
  },
  {
    name: 'pytorch',
    formula: 'weights and biases U(+-1/sqrt(I))',
    source: 'torch.nn.Linear',
    weights: fanInUniform,
    biases: fanInUniform,
  },
  {
    name: 'sklearn',
    formula: 'weights and biases U(+-sqrt(6/(I+O)))',
    source: 'sklearn.neural_network.MLPClassifier',
    weights: glorotUniform,
    biases: glorotUniform,
  },
] as const satisfies readonly Initializer[];

/** Initializers that take a number. */
const parametric = [
  {
    name: 'normal',
    formula: 'N(0, std^2)',
    source: 'standard deviation as given',
    make: (std: number): Initializer['weights'] => fillNormal(() => std),
  },
  {
    name: 'uniform',
    formula: 'U(+-limit)',
    source: 'limit as given',
    make: (limit: number): Initializer['weights'] => fillUniform(() => limit),
  },
] as const;

/** Every initializer's spelling, formula and source, for help texts and tables. */
export const initializers: readonly Pick<Initializer, 'name' | 'formula' | 'source'>[] = [
  ...registry,
  ...parametric.map(({ name, formula, source }) => ({ name: `${name}:NUMBER`, formula, source })),
];

/**
 * The initializer of that name, e.g. `he-normal`, `normal:0.01`.
 * @throws UserError for an unknown name, or a missing or negative number
 */
export function initializerByName(text: string): Initializer {
  const { name, args } = parseCall(setting('init'), text);
  const found = byName<Initializer | (typeof parametric)[number]>(setting('init'), [...registry, ...parametric], name);
  if (!('make' in found)) {
    if (args.length > 0)
      throw new UserError({ rule: message`${setting('init', found.name)} takes no number`, received: text });
    return found;
  }
  if (args.length !== 1 || args[0] < 0) {
    const fix = message`for example ${setting('init', `${found.name}:0.01`)}`;
    throw new UserError({
      rule: message`${setting('init', found.name)} takes one number, not negative`,
      received: text,
      fix,
    });
  }
  return { ...found, name: `${found.name}:${args[0]}`, weights: found.make(args[0]) };
}

/**
 * W = gain * Q, with Q from the QR decomposition of a normal matrix by Gram-Schmidt, run twice for orthogonality to
 * rounding. Its shorter side is orthonormal: columns where I >= O, rows where I < O.
 */
function orthogonal(I: number, O: number, random: RandomStream, W: Values, gain: number): void {
  const vectors = Math.min(I, O);
  const length = Math.max(I, O);
  const q = Array.from({ length: vectors }, () => Float64Array.from({ length }, () => random.normal()));
  for (let j = 0; j < vectors; j++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < j; k++) addMultiple(q[j], -dot(q[j], q[k]), q[k]);
    }
    const norm = Math.sqrt(dot(q[j], q[j]));
    for (let k = 0; k < length; k++) q[j][k] /= norm;
  }
  for (let i = 0; i < I; i++) {
    for (let o = 0; o < O; o++) W[i * O + o] = gain * (I >= O ? q[o][i] : q[i][o]);
  }
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < u.length; k++) sum += u[k] * v[k];
  return sum;
}

function addMultiple(u: Float64Array, factor: number, v: Float64Array): void {
  for (let k = 0; k < u.length; k++) u[k] += factor * v[k];
}
