import seedrandom from 'seedrandom';

/** What a stream needs to go on exactly where it stopped: the state of seedrandom's `alea` (Johannes Baagøe, 2010). */
export interface RandomState {
  readonly c: number;
  readonly s0: number;
  readonly s1: number;
  readonly s2: number;
}

/** One reproducible sequence of draws. */
export interface RandomStream {
  /** Uniform on (0, 1), both ends excluded, in steps of 2^-32. */
  uniform(): number;
  /** Standard normal, from one uniform draw through the inverse distribution function, so that every
   * distribution spends one draw per value and runs with different initializers stay paired. */
  normal(): number;
  /** Whole number in 0..n-1. */
  below(n: number): number;
  /** The order 0..n-1 shuffled into `order` (Fisher-Yates). */
  shuffle(order: Uint32Array): void;
  /** Where the stream stands. */
  state(): RandomState;
  /** Goes on from where another stream stood. */
  resume(state: RandomState): void;
}

/** Random streams by purpose, all derived from one seed. */
export interface RandomSource {
  readonly seed: string;
  /** The stream of that name; the same object at every call, so that its position is kept. */
  stream(purpose: string): RandomStream;
  /** Positions of all streams in use. */
  save(): Record<string, RandomState>;
  /** Puts streams back to saved positions. */
  restore(states: Record<string, RandomState>): void;
}

/**
 * Streams derived from a seed. Each purpose ('init', 'shuffle', 'dropout', 'split', ...) has a stream of its own:
 * a run that draws more for one purpose still shares all other draws with its neighbour.
 */
export function randomSource(seed: number | string): RandomSource {
  const streams = new Map<string, RandomStream>();
  const source: RandomSource = {
    seed: String(seed),
    stream(purpose) {
      const known = streams.get(purpose);
      if (known) return known;
      const fresh = streamFrom(seedrandom.alea(`${source.seed}/${purpose}`, { state: true }));
      streams.set(purpose, fresh);
      return fresh;
    },
    save: () => Object.fromEntries([...streams].map(([purpose, stream]) => [purpose, stream.state()])),
    restore(states) {
      streams.clear();
      for (const [purpose, state] of Object.entries(states)) {
        streams.set(purpose, streamFrom(seedrandom.alea('', { state })));
      }
    },
  };
  return source;
}

const HALF_STEP = 2 ** -33;

function streamFrom(first: seedrandom.StatefulPRNG<RandomState>): RandomStream {
  let draw = first;
  const uniform = () => draw() + HALF_STEP;
  const below = (n: number) => Math.floor(uniform() * n);
  return {
    uniform,
    normal: () => inverseNormal(uniform()),
    below,
    shuffle(order) {
      for (let i = 0; i < order.length; i++) order[i] = i;
      for (let i = order.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
    },
    state: () => draw.state(),
    resume(state) {
      draw = seedrandom.alea('', { state });
    },
  };
}

/**
 * The z with P(N(0,1) <= z) = p, for 0 < p < 1; relative error about 1e-16.
 * Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
 */
export function inverseNormal(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return (q * horner(CENTRE_TOP, 0.180625 - q * q)) / horner(CENTRE_BOTTOM, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z =
    r <= 5
      ? horner(MIDDLE_TOP, r - 1.6) / horner(MIDDLE_BOTTOM, r - 1.6)
      : horner(TAIL_TOP, r - 5) / horner(TAIL_BOTTOM, r - 5);
  return q < 0 ? -z : z;
}

/** coefficients[0] + x coefficients[1] + x^2 coefficients[2] + ... */
function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k];
  return sum;
}

const CENTRE_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const MIDDLE_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const MIDDLE_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const TAIL_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const TAIL_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
  1.421511758316446e-7, 2.0442631033899397e-15,
];
