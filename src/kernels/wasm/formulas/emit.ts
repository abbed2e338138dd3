import type { Bytes } from './binary.ts';
import type { Code, Value } from './code.ts';
import { anyTrue, ifElse, local } from './opcodes.ts';

/** The instructions for some vectors of a function: once before its loop, and in each round. */
export interface EmittedCode {
  readonly before: Bytes;
  /** For each of the vectors asked for, in order: instructions that leave it on the stack. */
  readonly inLoop: readonly Bytes[];
}

/** Writes the instructions for these vectors; what is used more than once is kept in a variable. */
export function emit(code: Code, roots: readonly Value[]): EmittedCode {
  const emission = new Emission(code);
  for (const root of roots) emission.use(root, true);
  const before = emission.beforeLoop();
  return { before, inLoop: roots.map((root) => emission.instructions(root)) };
}

class Emission {
  private readonly uses = new Map<Value, number>();
  /** Constants, and what depends on nothing else, that the loop makes use of. */
  private readonly fixed = new Set<Value>();
  /** Where values are kept, from when they are first worked out. */
  private readonly kept = new Map<Value, number>();

  constructor(private readonly code: Code) {}

  /** Counts what a value is made of. */
  use(value: Value, inLoop: boolean): void {
    if (inLoop && !value.varies && value.name !== 'variable') this.fixed.add(value);
    const known = this.uses.get(value) ?? 0;
    this.uses.set(value, known + 1);
    if (known === 0) for (const arg of value.args) this.use(arg, value.varies);
  }

  beforeLoop(): Bytes {
    const bytes: number[] = [];
    for (const value of this.fixed) this.keep(value, bytes);
    return [Uint8Array.from(bytes)];
  }

  instructions(root: Value): Bytes {
    const bytes: number[] = [];
    this.put(root, bytes);
    return [Uint8Array.from(bytes)];
  }

  /** Works a value out and puts it into a variable. */
  private keep(value: Value, bytes: number[]): number {
    const known = this.kept.get(value);
    if (known !== undefined) return known;
    this.compute(value, bytes);
    const index = this.code.newLocal();
    this.kept.set(value, index);
    append(bytes, local.set(index));
    return index;
  }

  /** Leaves a value on the stack. */
  private put(value: Value, bytes: number[]): void {
    const known = this.kept.get(value);
    if (known !== undefined) {
      append(bytes, local.get(known));
      return;
    }
    this.compute(value, bytes);
    if (value.name === 'variable' || (this.uses.get(value) ?? 0) < 2) return;
    const index = this.code.newLocal();
    this.kept.set(value, index);
    append(bytes, local.tee(index));
  }

  private compute(value: Value, bytes: number[]): void {
    if (value.name === 'callWhere') {
      this.computeCall(value, bytes);
      return;
    }
    for (const arg of value.args) this.put(arg, bytes);
    append(bytes, value.instruction);
  }

  /** What either branch needs is worked out before: a branch that is not taken keeps nothing. */
  private computeCall({ args, instruction }: Value, bytes: number[]): void {
    const [mask, otherwise, x] = args.map((arg) => local.get(this.keep(arg, bytes)));
    append(bytes, [mask, anyTrue, ifElse([otherwise, x, mask, instruction], otherwise)]);
  }
}

/** Puts bytes, and bytes within them, at the end. */
function append(bytes: number[], more: Bytes): void {
  for (const one of more) {
    if (typeof one === 'number') bytes.push(one);
    else append(bytes, one as Bytes);
  }
}
