import { type Expression, nodesOf, substitute, symbol } from '../../../expression/expression.ts';
import { parseFormula } from '../../../expression/parse/parse.ts';
import { byHandOf } from './by-hand.ts';
import { ExactValues, exactnessInputs } from './exactness.ts';
import type { Precision } from './lanes.ts';
import type { Compiled } from './loops.ts';
import { formulaModule } from './module.ts';

/** What is compiled: f(z), df/dz, and df/dp with the value of p at the start where there is a learned number. */
export interface FormulaTrees {
  readonly f: Expression;
  readonly df: Expression;
  readonly learned?: { readonly dfdp: Expression; readonly start: number };
}

type Part = 'f' | 'df' | 'dfdp';

export interface CompiledFormula {
  /** A module of WebAssembly; module.ts says what it exports. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How exactly each part is worked out. */
  readonly precisions: Readonly<Partial<Record<Part, Precision>>>;
}

/** With more branches, trying takes longer than it may: the formula is then worked out in float64. */
const MOST_TRIED = 120;

/** Far out z may be held where it is, if nothing changes there any more: z^2 then stays a float32. */
const held = (tree: Expression): Expression => substitute(tree, { z: HELD });
const HELD = parseFormula('max(-100, min(100, z))').tree;

/** Ways to work a part out, from fast to exact. */
const ways: readonly ((tree: Expression) => Compiled)[] = [
  (tree) => ({ tree, precision: 'single' }),
  (tree) => ({ tree: held(tree), precision: 'single' }),
  (tree) => ({ tree, precision: 'double' }),
  (tree) => ({ tree, precision: 'full' }),
];
const EXACT = ways.length - 1;

/**
 * Compiles a formula to SIMD. Each of its parts is worked out in float32 where that comes out as exact as float32 can
 * tell, and else in float64: this is tried, on inputs of all magnitudes, against the formula itself in float64.
 * @param fused whether the machine has relaxed SIMD, of which the module then makes use
 */
export function compileFormula({ f, df, learned }: FormulaTrees, fused: boolean): CompiledFormula {
  const byHand = byHandOf(f);
  const trees: Partial<Record<Part, Expression>> = { f, df, ...(learned && { dfdp: learned.dfdp }) };
  const parts = Object.keys(trees) as Part[];
  const start = learned?.start ?? 0;
  const way: Record<Part, number> = { f: EXACT, df: EXACT, dfdp: EXACT };
  const compiled = (part: Part, way: number): Compiled => {
    if (byHand && part !== 'dfdp') return { tree: byHand[part], precision: 'single' };
    return ways[way](trees[part] ?? symbol('z'));
  };
  const module = (of: (part: Part) => number) =>
    formulaModule(
      {
        f: compiled('f', of('f')),
        df: compiled('df', of('df')),
        ...(learned && { dfdp: compiled('dfdp', of('dfdp')) }),
      },
      fused,
    );
  let open = branches([f, df]) > MOST_TRIED || byHand ? [] : parts;
  const exact = new Map(open.map((part) => [part, new ExactValues(trees[part] ?? f, start)]));
  for (let k = 0; k < EXACT && open.length > 0; k++) {
    const results = tried(
      module(() => k),
      start,
      parts,
    );
    const met = open.filter((part) => exact.get(part)?.isMetBy(results[part]));
    for (const part of met) way[part] = k;
    open = open.filter((part) => !met.includes(part));
  }
  const precisions = Object.fromEntries(parts.map((part) => [part, compiled(part, way[part]).precision]));
  return { bytes: module((part) => way[part]), precisions };
}

const branches = (trees: readonly Expression[]): number => new Set(trees.flatMap((tree) => [...nodesOf(tree)])).size;

/** What a formula's module is given beside a memory. */
export const moduleImports = { sin: Math.sin, cos: Math.cos };

/** Four arrays of the inputs' length. */
const SIZE = exactnessInputs.length;
let trial: WebAssembly.Memory | undefined;

/** What a module makes of the inputs. */
function tried(bytes: Uint8Array<ArrayBuffer>, p: number, parts: readonly Part[]): Record<Part, Float32Array> {
  trial ??= new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const { buffer } = trial;
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module, { env: { memory: trial, ...moduleImports } });
  const { forward, backward, learned } = exports as Record<string, (...args: number[]) => number>;
  const [z, a, ones, dz] = [0, 1, 2, 3].map((k) => new Float32Array(buffer, k * SIZE * 4, SIZE));
  z.set(exactnessInputs);
  ones.fill(1);
  forward(SIZE, z.byteOffset, a.byteOffset, p);
  backward(SIZE, z.byteOffset, a.byteOffset, ones.byteOffset, dz.byteOffset, p);
  // One number at a time is a sum of one.
  const sum = (_: number, k: number) => learned(1, z.byteOffset + 4 * k, a.byteOffset + 4 * k, ones.byteOffset, p);
  const dfdp = parts.includes('dfdp') ? z.map(sum) : z.slice(0, 0);
  return { f: a.slice(), df: dz.slice(), dfdp };
}
