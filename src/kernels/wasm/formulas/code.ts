import type { Bytes } from './binary.ts';
import {
  call,
  local,
  type Shift,
  shift,
  shuffleHalves,
  type VectorOperation,
  vector,
  vectorConstant,
} from './opcodes.ts';

const [JOIN, UPPER] = [shuffleHalves(0, 2), shuffleHalves(1, 1)];

/** A vector that a function works out, and how. Equal ones are one object. */
export interface Value {
  readonly id: number;
  /** The operation; `constant`, `variable`, or what the instruction is called. */
  readonly name: string;
  readonly args: readonly Value[];
  /** The instruction that makes it of its arguments on the stack. */
  readonly instruction: Bytes;
  /** Whether it is another one in each round of the loop. */
  readonly varies: boolean;
  /** The number that is in all its places. */
  readonly constant?: number;
}

/**
 * The vectors that one function works out. Each is worked out once, wherever it is used: constants and what depends on
 * them before the loop, since newer V8 would put constants together from halves in every round (measured on Node 24:
 * a logistic function takes 1.3 ns an element with them before the loop and 2.5 with them inside; on Node 20 the same).
 */
export class Code {
  private readonly values = new Map<string, Value>();
  private nextLocal: number;

  /** @param firstLocal the number of the first variable that may be used for vectors */
  constructor(private readonly firstLocal: number) {
    this.nextLocal = firstLocal;
  }

  /** Variables used so far. */
  get locals(): number {
    return this.nextLocal - this.firstLocal;
  }

  /** A variable of the function that is set elsewhere. */
  variable(index: number, varies: boolean): Value {
    return this.value('variable', index, local.get(index), [], varies);
  }

  /** A new variable. */
  newLocal(): number {
    return this.nextLocal++;
  }

  operation(name: VectorOperation, ...args: readonly Value[]): Value {
    return this.value(name, '', vector(name), args);
  }

  shift(name: Shift, value: Value, by: number): Value {
    return this.value(name, by, shift(name, by), [value]);
  }

  /** The lower half of one and the lower half of the other. */
  joinLower(lower: Value, upper: Value): Value {
    return this.value('join', '', JOIN, [lower, upper]);
  }

  /** The upper half in both halves. */
  upper(value: Value): Value {
    return this.value('upper', '', UPPER, [value, value]);
  }

  /** What a function of the module makes of the arguments. */
  call(index: number, ...args: readonly Value[]): Value {
    return this.value('call', index, call(index), args);
  }

  /** What a function of the module makes of (otherwise, x, mask), if any bit of the mask is set; else `otherwise`. */
  callWhere(mask: Value, index: number, otherwise: Value, x: Value): Value {
    return this.value('callWhere', index, call(index), [mask, otherwise, x]);
  }

  /** Four words of 32 bits that are always the same; `constant` is the number that they are in every place. */
  constant(words: readonly number[], constant?: number): Value {
    const bytes = new Uint8Array(Uint32Array.from(words).buffer);
    return this.value('constant', `${words}`, vectorConstant([bytes]), [], false, constant);
  }

  /** The value with that operation, attribute and arguments, which there is only once. */
  private value(
    name: string,
    attribute: string | number,
    instruction: Bytes,
    args: readonly Value[],
    varies?: boolean,
    constant?: number,
  ): Value {
    const [u, v, w] = args;
    const key = `${name} ${attribute} ${u?.id} ${v?.id} ${w?.id}`;
    const known = this.values.get(key);
    if (known) return known;
    const value: Value = {
      id: this.values.size,
      name,
      args,
      instruction,
      varies: varies ?? args.some((arg) => arg.varies),
      ...(constant !== undefined && { constant }),
    };
    this.values.set(key, value);
    return value;
  }
}
