import { choose, type Expression, number, type Relation } from '../expression.ts';

/** Something that holds or does not. */
export type Condition =
  | { readonly kind: 'compare'; readonly relation: Relation; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and' | 'or'; readonly one: Condition; readonly other: Condition }
  | { readonly kind: 'not'; readonly one: Condition };

/** Signs that stand between two numbers and make a condition of them. */
export const COMPARISONS = ['>', '>=', '<', '<=', '==', '===', '!=', '!=='];

/** Whether a condition was read, and not a number. */
export function isCondition(read: Expression | Condition): read is Condition {
  return ['compare', 'and', 'or', 'not'].includes(read.kind);
}

/** == is >= and <=, which NaN does not fulfil, and != is not that. */
export function compared(sign: string, left: Expression, right: Expression): Condition {
  const compare = (relation: Relation): Condition => ({ kind: 'compare', relation, left, right });
  const equal: Condition = { kind: 'and', one: compare('>='), other: compare('<=') };
  if (sign.startsWith('==')) return equal;
  if (sign.startsWith('!=')) return { kind: 'not', one: equal };
  return compare(sign as Relation);
}

/** The value where the condition holds, or the other. */
export function decide(condition: Condition, yes: Expression, no: Expression): Expression {
  switch (condition.kind) {
    case 'compare':
      return choose(condition.relation, condition.left, condition.right, yes, no);
    case 'not':
      return decide(condition.one, no, yes);
    case 'and':
      return decide(condition.one, decide(condition.other, yes, no), no);
    case 'or':
      return decide(condition.one, yes, decide(condition.other, yes, no));
  }
}

/** A condition in the place of a number is 1 or 0, as in most languages. */
export const asNumber = (read: Expression | Condition): Expression =>
  isCondition(read) ? decide(read, number(1), number(0)) : read;
