import type { FunctionCode } from './binary.ts';
import { Code, type Value } from './code.ts';
import { emit } from './emit.ts';
import type { FarFunctions } from './functions/trigonometric.ts';
import { Lanes } from './lanes.ts';
import type { Rule } from './lower.ts';

/**
 * The functions that the loops of a module call, each written once. Of a formula with many functions this keeps the
 * module small: 40 error functions to float64's last bits, written out, take a second and 400 KB.
 */
export class OutlinedFunctions {
  readonly codes: FunctionCode[] = [];
  private readonly numbers = new Map<string, number>();

  /** @param first the number that the first of them has in the module */
  constructor(
    private readonly first: number,
    private readonly far: FarFunctions,
  ) {}

  /** A call of the function of that name, which is made if there is none. */
  readonly call = (name: string, rule: Rule, lanes: Lanes, args: readonly Value[]): Value => {
    const key = `${name} ${lanes.precision}`;
    const number = this.numbers.get(key) ?? this.made(rule, lanes, args.length);
    this.numbers.set(key, number);
    return lanes.code.call(number, ...args);
  };

  private made(rule: Rule, { precision, fused }: Lanes, arity: number): number {
    const code = new Code(arity);
    const args = Array.from({ length: arity }, (_, k) => code.variable(k, true));
    const result = rule(new Lanes(code, precision, fused), args, this.far);
    const { before, inLoop } = emit(code, [result]);
    this.codes.push({
      takes: args.map(() => 'v128'),
      gives: ['v128'],
      locals: [{ type: 'v128', count: code.locals }],
      body: [before, inLoop[0]],
    });
    return this.first + this.codes.length - 1;
  }
}
