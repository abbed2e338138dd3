import { type Expression, nodesOf } from '../../../expression/expression.ts';
import { type Bytes, type FunctionCode, type ImportedFunction, moduleBytes } from './binary.ts';
import { backward, type Compiled, forward, type Helpers, learned } from './loops.ts';
import { isLong } from './lower.ts';
import { call, constant, ifThen, lane, load, local, scalar, store, vector } from './opcodes.ts';
import { OutlinedFunctions } from './outline.ts';

/** What a module is made of: f(z), df/dz, and df/dp where there is a learned number p. Slopes may name a = f(z). */
export interface ModuleSpec {
  readonly f: Compiled;
  readonly df: Compiled;
  readonly dfdp?: Compiled;
}

/**
 * A module of WebAssembly for a formula, on the memory `env.memory`:
 *
 *   forward(n, z, a, p)            a[n] = f(z[n])
 *   backward(n, z, a, da, dz, p)   dz[n] = da[n] df/dz; da may be dz
 *   learned(n, z, a, da, p)        the sum of da[n] df/dp, in float64
 *
 * n numbers of float32 lie at the addresses z, a, da, dz; p is the learned number. Any n will do, and results do not
 * depend on where in an array a number stands.
 * @param fused whether the machine has a multiply-add with one rounding (relaxed SIMD)
 */
export function formulaModule({ f, df, dfdp }: ModuleSpec, fused: boolean): Uint8Array<ArrayBuffer> {
  const trees = [f, df, ...(dfdp ? [dfdp] : [])].map(({ tree }) => tree);
  const imported = countNodes(trees, isCircular) > 0 ? farImports : [];
  const first = imported.length;
  const far = { sin: first + 3, cos: first + 4 };
  const written = [loadPart(load.everywhere), loadPart(load.one), storePart, ...imported.map((_, k) => farFunction(k))];
  const outlined = new OutlinedFunctions(first + written.length, far);
  const helpers: Helpers = {
    ...far,
    load: first,
    loadBeforeZeros: first + 1,
    store: first + 2,
    ...(countNodes(trees, isLong) > MOST_WRITTEN_OUT && { outlined: outlined.call }),
  };
  const loops = [
    forward(f, fused, helpers),
    backward(df, fused, helpers),
    ...(dfdp ? [learned(dfdp, fused, helpers)] : []),
  ];
  return moduleBytes(imported, [...written, ...outlined.codes, ...loops]);
}

/** Functions of a formula and its slopes that are written out in each place; with more of them they are called. */
const MOST_WRITTEN_OUT = 24;

/** How many different branches of the trees are of that kind. */
function countNodes(trees: readonly Expression[], isKind: (node: Expression) => boolean): number {
  return new Set(trees.flatMap((tree) => [...nodesOf(tree)].filter(isKind))).size;
}

/** Sines, for which a machine's own functions are wanted far out. */
const isCircular = (node: Expression) => node.kind === 'operation' && (node.name === 'sin' || node.name === 'cos');

const farImports: readonly ImportedFunction[] = (['sin', 'cos'] as const).map((name) => ({
  name,
  takes: ['f64'],
  gives: ['f64'],
}));

/** (near, x, mask): where the mask is set, what the imported function makes of x, else `near`. */
const farFunction = (imported: number): FunctionCode => {
  const one = (k: number): Bytes => [local.get(1), lane.f64(k), call(imported), lane.replaceF64(k)];
  return {
    takes: ['v128', 'v128', 'v128'],
    gives: ['v128'],
    locals: [],
    body: [local.get(1), one(0), one(1), local.get(0), local.get(2), vector('v128.bitselect')],
  };
};

/** The first n (1 to 3) float32 at an address; in the places after them 0, or the first again. */
const loadPart = (rest: Bytes): FunctionCode => ({
  takes: ['i32', 'i32'],
  gives: ['v128'],
  locals: [{ type: 'v128', count: 1 }],
  body: [
    local.get(0),
    rest,
    local.set(2),
    [1, 2].flatMap((k) => [
      local.get(1),
      constant.i32(k),
      scalar.greaterI32,
      ifThen([local.get(0), local.get(2), load.lane(k, 4 * k), local.set(2)]),
    ]),
    local.get(2),
  ],
});

/** Writes the first n (1 to 3) float32 of a vector to an address. */
const storePart: FunctionCode = {
  takes: ['i32', 'v128', 'i32'],
  gives: [],
  locals: [],
  body: [
    local.get(0),
    local.get(1),
    store.lane(0),
    [1, 2].flatMap((k) => [
      local.get(2),
      constant.i32(k),
      scalar.greaterI32,
      ifThen([local.get(0), local.get(1), store.lane(k, 4 * k)]),
    ]),
  ],
};
