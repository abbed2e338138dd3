import { type Expression, mentions, type SymbolName } from '../../../expression/expression.ts';
import type { Bytes, FunctionCode } from './binary.ts';
import { Code, type Value } from './code.ts';
import { type EmittedCode, emit } from './emit.ts';
import { demoted, Lanes, type Precision, promoted } from './lanes.ts';
import { lower, type ModuleFunctions } from './lower.ts';
import {
  block,
  branch,
  branchIf,
  call,
  constant,
  ifThen,
  lane,
  load,
  local,
  loop,
  scalar,
  store,
  vector,
} from './opcodes.ts';

/** A formula to be compiled, and how exactly. */
export interface Compiled {
  readonly tree: Expression;
  readonly precision: Precision;
}

/** Functions of a module that its loops call, by their numbers. */
export interface Helpers extends ModuleFunctions {
  readonly load: number;
  readonly loadBeforeZeros: number;
  readonly store: number;
}

/** Bytes of four float32. */
const STEP = 16;

/** forward(n, z, a, p): a[n] = f(z[n]) */
export function forward(compiled: Compiled, fused: boolean, helpers: Helpers): FunctionCode {
  const made = new Loop(['z', 'a'], compiled, fused, helpers);
  return made.storing('forward', 'a', made.joined(made.values()));
}

/** backward(n, z, a, da, dz, p): dz[n] = da[n] df */
export function backward(compiled: Compiled, fused: boolean, helpers: Helpers): FunctionCode {
  const made = new Loop(['z', 'a', 'da', 'dz'], compiled, fused, helpers);
  const slope = made.joined(made.values());
  return made.storing('backward', 'dz', made.code.operation('f32x4.mul', made.array('da'), slope));
}

/** learned(n, z, a, da, p): the sum of da[n] df/dp, in float64 */
export function learned(compiled: Compiled, fused: boolean, helpers: Helpers): FunctionCode {
  const made = new Loop(['z', 'a', 'da'], compiled, fused, helpers);
  const gradients = promoted(made.code, made.array('da'));
  const slopes = made.halves(made.values());
  return made.summing(
    'learned',
    gradients.map((gradient, k) => made.code.operation('f64x2.mul', gradient, slopes[k])),
  );
}

type ArrayName = 'z' | 'a' | 'da' | 'dz';

/** A function that goes through arrays four numbers at a time, and then through the one to three that are left. */
class Loop {
  readonly code: Code;
  private readonly p: number;
  /** The variable that holds four numbers of an array, for those that are read. */
  private readonly vectors = new Map<ArrayName, number>();
  private readonly pVector: number;

  /** @param arrays the function's addresses, between n and p */
  constructor(
    private readonly arrays: readonly ArrayName[],
    private readonly compiled: Compiled,
    private readonly fused: boolean,
    private readonly helpers: Helpers,
  ) {
    this.p = arrays.length + 1;
    let next = this.p + 1;
    for (const name of arrays) {
      const isRead = name === 'da' || (name !== 'dz' && mentions(compiled.tree, name));
      if (isRead) this.vectors.set(name, next++);
    }
    this.pVector = next++;
    this.code = new Code(next);
  }

  /** Four numbers of an array. */
  array(name: ArrayName): Value {
    return this.code.variable(this.vectors.get(name) ?? 0, true);
  }

  /** The formula: of four float32, or of two times two float64. */
  values(): readonly Value[] {
    const { code, compiled, fused, helpers } = this;
    const lanes = new Lanes(code, compiled.precision, fused);
    const p = code.variable(this.pVector, false);
    const named = (['z', 'a'] as const).filter((name) => this.vectors.has(name));
    const work = (of: (name: ArrayName) => Value) => {
      const symbols: Partial<Record<SymbolName, Value>> = { p };
      for (const name of named) symbols[name] = of(name);
      return lower(lanes, compiled.tree, symbols, helpers);
    };
    if (lanes.isSingle) return [work((name) => this.array(name))];
    return [0, 1].map((half) => work((name) => promoted(code, this.array(name))[half]));
  }

  joined([lower, upper]: readonly Value[]): Value {
    return upper ? demoted(this.code, lower, upper) : lower;
  }

  halves(values: readonly Value[]): readonly Value[] {
    return values.length === 2 ? values : promoted(this.code, values[0]);
  }

  storing(name: string, to: ArrayName, value: Value): FunctionCode {
    const emitted = emit(this.code, [value]);
    const address = local.get(this.address(to));
    const [work] = emitted.inLoop;
    const whole = [address, work, store.v128()];
    const part = [address, work, local.get(0), call(this.helpers.store)];
    return this.function(name, emitted, whole, part, []);
  }

  summing(name: string, terms: readonly Value[]): FunctionCode {
    const sums = terms.map(() => this.code.newLocal());
    const emitted = emit(this.code, terms);
    const add = emitted.inLoop.flatMap((term, k) => [
      local.get(sums[k]),
      term,
      vector('f64x2.add'),
      local.set(sums[k]),
    ]);
    const [first, second] = sums.map(local.get);
    const total = [first, second, vector('f64x2.add'), local.tee(sums[0]), lane.f64(0)];
    const end = [total, local.get(sums[0]), lane.f64(1), scalar.addF64];
    return { ...this.function(name, emitted, add, add, end), gives: ['f64'] };
  }

  private address(name: ArrayName): number {
    return 1 + this.arrays.indexOf(name);
  }

  private function(name: string, { before }: EmittedCode, whole: Bytes, part: Bytes, end: Bytes): FunctionCode {
    const vectorsUsed = this.code.locals + this.vectors.size + 1;
    const isLess = (than: number) => [local.get(0), constant.i32(than), scalar.lessI32];
    const round = [
      isLess(4),
      branchIf(1),
      this.reads((address) => [address, load.v128()]),
      whole,
      this.arrays.flatMap((array) => this.moved(this.address(array), STEP)),
      this.moved(0, -4),
      branch(0),
    ];
    const rest = [
      this.reads((address, array) => {
        // What is summed must not be more for places that are none.
        const { load: repeating, loadBeforeZeros } = this.helpers;
        return [address, local.get(0), call(array === 'da' ? loadBeforeZeros : repeating)];
      }),
      part,
    ];
    return {
      name,
      takes: ['i32', ...this.arrays.map(() => 'i32' as const), 'f32'],
      gives: [],
      locals: [{ type: 'v128', count: vectorsUsed }],
      body: [
        this.splatP(),
        before,
        block(loop(round)),
        [constant.i32(0), local.get(0), scalar.lessI32],
        ifThen(rest),
        end,
      ],
    };
  }

  private reads(instruction: (address: Bytes, array: ArrayName) => Bytes): Bytes {
    return [...this.vectors].flatMap(([array, index]) => [
      instruction(local.get(this.address(array)), array),
      local.set(index),
    ]);
  }

  private moved(index: number, by: number): Bytes {
    return [local.get(index), constant.i32(by), scalar.addI32, local.set(index)];
  }

  private splatP(): Bytes {
    const single = this.compiled.precision === 'single';
    const splat = single ? vector('f32x4.splat') : [scalar.promote, vector('f64x2.splat')];
    return [local.get(this.p), splat, local.set(this.pVector)];
  }
}
