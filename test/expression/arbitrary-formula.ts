import fc from 'fast-check';
import { apply, choose, type Expression, number, type Relation, symbol } from '../../src/expression/expression.ts';
import { type OperationName, operations } from '../../src/expression/operations.ts';

const names = Object.keys(operations) as OperationName[];
const relations: readonly Relation[] = ['>', '>=', '<', '<='];

/** Numbers as people write them, and a few that are awkward to print. */
const constants = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 0.5, 0.01, 1.702, 0.044715, 6, 1e-7, 1e21),
  fc.double({ min: 0.001, max: 1000, noNaN: true }).map((value) => Number(value.toPrecision(3))),
);

/** A formula of the kind, without bounds on what it gives: trees as the parser makes them. */
export function arbitraryFormula({ learned = false, depth = 4 } = {}): fc.Arbitrary<Expression> {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Expression>(symbol('z')) },
    { weight: 3, arbitrary: constants.map<Expression>(number) },
    { weight: 1, arbitrary: fc.constantFrom<Expression>(symbol('pi'), symbol('e')) },
    ...(learned ? [{ weight: 2, arbitrary: fc.constant<Expression>(symbol('p')) }] : []),
  );
  return fc.letrec<{ tree: Expression }>((tie) => {
    const tree = tie('tree');
    const operation = fc
      .tuple(fc.constantFrom(...names), tree, tree)
      .map(([name, u, v]) => (operations[name].slopes.length === 1 ? apply(name, u) : apply(name, u, v)))
      // The parser makes one number of a sign and a number.
      .filter((node) => !(node.name === 'negate' && node.args[0].kind === 'number'));
    const choice = fc
      .tuple(fc.constantFrom(...relations), tree, tree, tree, tree)
      .map(([relation, left, right, yes, no]) => choose(relation, left, right, yes, no));
    return {
      tree: fc.oneof(
        { maxDepth: depth, depthSize: 'small' },
        { weight: 2, arbitrary: leaf },
        { weight: 5, arbitrary: operation },
        { weight: 1, arbitrary: choice },
      ),
    };
  }).tree;
}
