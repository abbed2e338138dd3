import { nodeValue } from '../evaluate.ts';
import { apply, bottomUp, choose, type Expression, number, type Relation } from '../expression.ts';
import type { OperationName } from '../operations.ts';
import { type Rewriting, rewriting, rewritten } from './match.ts';
import { isOperation, isShort, raised, scaled, shortNumber, valueOfNumber } from './patterns.ts';
import { collected } from './sums.ts';

/** Rules that hold for every u and v for which both sides are finite, by the operation on the left. */
const identities = [
  ['-(-u)', 'u'],
  ['-(u - v)', 'v - u'],
  ['u + 0', 'u'],
  ['u - 0', 'u'],
  ['0 - u', '-u'],
  ['u + (-v)', 'u - v'],
  ['u - (-v)', 'u + v'],
  ['u * 0', '0'],
  ['u * 1', 'u'],
  ['u * (-v)', '-(u * v)'],
  ['u * sign(u)', 'abs(u)'],
  ['abs(u) * sign(u)', 'u'],
  ['u * (1 / v)', 'u / v'],
  ['0 / u', '0'],
  ['u / 1', 'u'],
  ['(-u) / v', '-(u / v)'],
  ['u / (-v)', '-(u / v)'],
  ['u^1', 'u'],
  ['u^0', '1'],
  ['1^u', '1'],
  ['(-u)^2', 'u^2'],
  ['abs(-u)', 'abs(u)'],
  ['abs(abs(u))', 'abs(u)'],
  ['abs(exp(u))', 'exp(u)'],
  ['abs(sqrt(u))', 'sqrt(u)'],
  ['sqrt(u^2)', 'abs(u)'],
  ['relu(relu(u))', 'relu(u)'],
  ['max(u, u)', 'u'],
  ['min(u, u)', 'u'],
] as const;

/** Read when they are first needed, by the operation that each begins with. */
const rulesByName = new Map<OperationName, Rewriting[]>();
function rulesFor(name: OperationName): readonly Rewriting[] {
  if (rulesByName.size === 0) {
    for (const rule of identities.map(rewriting)) {
      if (rule.from.kind !== 'operation') continue;
      const known = rulesByName.get(rule.from.name);
      if (known) known.push(rule);
      else rulesByName.set(rule.from.name, [rule]);
    }
  }
  return rulesByName.get(name) ?? [];
}

/**
 * Writes formulas shorter, as one does on paper, for every z for which their parts are finite. All trees that go through
 * one simplifier share their branches: what is written the same is the same object.
 */
export class Simplifier {
  private readonly nodes = new Map<string, Expression>();
  private readonly ids = new Map<Expression, number>();
  private readonly done = new Map<Expression, Expression>();

  simplify(tree: Expression): Expression {
    const simplified = bottomUp<Expression>(
      tree,
      (node, args) => {
        if (node.kind === 'operation') return this.apply(node.name, ...args);
        if (node.kind !== 'choice') return this.shared(node);
        const [left, right, yes, no] = args;
        return this.choose(node.relation, left, right, yes, no);
      },
      this.done,
    );
    this.done.set(simplified, simplified);
    return simplified;
  }

  number(value: number): Expression {
    return this.shared(number(value));
  }

  /** An operation on what has been simplified. */
  apply(name: OperationName, ...args: readonly Expression[]): Expression {
    return this.arithmetic(name, args) ?? this.byRule(name, args) ?? this.shared(apply(name, ...args));
  }

  /** A choice between what has been simplified. */
  choose(relation: Relation, left: Expression, right: Expression, yes: Expression, no: Expression): Expression {
    if (yes === no) return yes;
    if (left.kind === 'number' && right.kind === 'number') {
      const test = choose(relation, left, right, yes, no);
      return nodeValue(test, [left.value, right.value, 1, 0]) === 1 ? yes : no;
    }
    const isSameTest = (inner: Expression) =>
      inner.kind === 'choice' && inner.relation === relation && inner.args[0] === left && inner.args[1] === right;
    if (yes.kind === 'choice' && isSameTest(yes)) return this.choose(relation, left, right, yes.args[2], no);
    if (no.kind === 'choice' && isSameTest(no)) return this.choose(relation, left, right, yes, no.args[3]);
    return this.shared(choose(relation, left, right, yes, no));
  }

  private shared(node: Expression): Expression {
    const key = `${nameOf(node)}(${node.args.map((arg) => this.idOf(arg))})`;
    const known = this.nodes.get(key);
    if (known) return known;
    this.nodes.set(key, node);
    this.done.set(node, node);
    return node;
  }

  private idOf(node: Expression): number {
    const id = this.ids.get(node) ?? this.ids.size;
    this.ids.set(node, id);
    return id;
  }

  private byRule(name: OperationName, args: readonly Expression[]): Expression | undefined {
    const better = rewritten(apply(name, ...args), rulesFor(name));
    return better && this.simplify(better);
  }

  /** What rules in letters cannot say: about numbers, and about choices. */
  private arithmetic(name: OperationName, args: readonly Expression[]): Expression | undefined {
    const [u, v] = args;
    const folded = this.folded(name, args);
    if (folded) return folded;
    if (name === 'negate') return this.negated(u);
    if (name === 'add' || name === 'subtract') return this.sum(name, u, v) ?? this.inBranches(name, u, v);
    if (name === 'multiply') return this.scaledProduct(u, v) ?? this.powers(u, v) ?? this.inBranches(name, u, v);
    if (name === 'divide') return this.quotient(u, v);
    return name === 'power' ? this.powerOfPower(u, v) : undefined;
  }

  /** An operation on numbers; quotients and functions only where the result is short to read. */
  private folded(name: OperationName, args: readonly Expression[]): Expression | undefined {
    const numbers = args.map(valueOfNumber).filter((value) => value !== undefined);
    if (numbers.length < args.length) return undefined;
    const value = shortNumber(nodeValue(apply(name, ...args), numbers));
    const isPlain = name === 'add' || name === 'subtract' || name === 'multiply';
    return isShort(value) || (isPlain && Number.isFinite(value)) ? this.number(value) : undefined;
  }

  private negated(u: Expression): Expression | undefined {
    const { factor, rest } = scaled(u);
    if (isOperation(u, 'multiply') && rest !== u) return this.apply('multiply', this.number(-factor), rest);
    return this.onNumbers(u, (branch) => this.apply('negate', branch));
  }

  private sum(name: 'add' | 'subtract', u: Expression, v: Expression): Expression | undefined {
    const shorter = collected(name, u, v);
    if (shorter) {
      return shorter.reduce<Expression>((before, { factor, base }) => {
        const size = this.number(Math.abs(factor));
        const term = base ? this.apply('multiply', size, base) : size;
        return this.apply(factor < 0 ? 'subtract' : 'add', before, term);
      }, this.number(0));
    }
    const { factor, rest } = scaled(v);
    if (factor >= 0 || rest === v) return undefined;
    return this.apply(name === 'add' ? 'subtract' : 'add', u, this.apply('multiply', this.number(-factor), rest));
  }

  /** Numbers stand in front, and only once: (2 x) (-3 y) is -6 (x y). */
  private scaledProduct(u: Expression, v: Expression): Expression | undefined {
    const [one, other] = [scaled(u), scaled(v)];
    if (u.kind === 'number') {
      if (u.value === -1) return this.apply('negate', v);
      const factor = this.folded('multiply', [u, number(other.factor)]);
      return other.rest === v || !factor ? undefined : this.apply('multiply', factor, other.rest);
    }
    if (v.kind === 'number') return this.apply('multiply', v, u);
    if (one.rest === u && other.rest === v) return undefined;
    const rest = this.apply('multiply', one.rest, other.rest);
    return this.apply('multiply', this.apply('multiply', this.number(one.factor), this.number(other.factor)), rest);
  }

  /** x^2 * x is x^3. */
  private powers(u: Expression, v: Expression): Expression | undefined {
    const [[base, exponent], [other, added]] = [raised(u), raised(v)];
    return base === other ? this.apply('power', base, this.number(exponent + added)) : undefined;
  }

  private quotient(u: Expression, v: Expression): Expression | undefined {
    const { factor, rest } = scaled(u);
    if (v.kind !== 'number' || rest === u) return undefined;
    const over = this.folded('divide', [number(factor), v]);
    return over && this.apply('multiply', over, rest);
  }

  private powerOfPower(u: Expression, v: Expression): Expression | undefined {
    const [base, exponent] = raised(u);
    const times = valueOfNumber(v);
    if (base === u || times === undefined || !Number.isInteger(times)) return undefined;
    return this.apply('power', base, this.number(exponent * times));
  }

  /** c ? a : b and c ? d : e in one, c ? a + d : b + e; and (c ? 2 : 0) * x as c ? 2 * x : 0. */
  private inBranches(name: OperationName, u: Expression, v: Expression): Expression | undefined {
    if (u.kind === 'choice' && v.kind === 'choice' && u.relation === v.relation) {
      const [left, right, yes, no] = u.args;
      if (left === v.args[0] && right === v.args[1]) {
        return this.choose(u.relation, left, right, this.apply(name, yes, v.args[2]), this.apply(name, no, v.args[3]));
      }
    }
    if (name !== 'multiply') return undefined;
    // Only where one branch is 0: otherwise the factor would stand in both, and factors of factors in twice as many.
    // There it also keeps 0 from meeting a factor that is infinite, as in the slope of sqrt(relu(z)).
    for (const [choice, factor] of [
      [u, v],
      [v, u],
    ]) {
      if (choice.kind !== 'choice' || !choice.args.slice(2).some((end) => valueOfNumber(end) === 0)) continue;
      const [left, right, yes, no] = choice.args;
      return this.choose(choice.relation, left, right, this.apply(name, yes, factor), this.apply(name, no, factor));
    }
    return undefined;
  }

  /** A choice between two numbers, with what becomes of each; undefined for anything else. */
  private onNumbers(u: Expression, make: (branch: Expression) => Expression): Expression | undefined {
    if (u.kind !== 'choice' || u.args[2].kind !== 'number' || u.args[3].kind !== 'number') return undefined;
    const [left, right, yes, no] = u.args;
    return this.choose(u.relation, left, right, make(yes), make(no));
  }
}

/** What stands in a node beside its arguments. */
function nameOf(node: Expression): string {
  if (node.kind === 'number') return Object.is(node.value, -0) ? '-0' : String(node.value);
  return node.kind === 'choice' ? node.relation : node.name;
}
