import ts from 'typescript';

/** A list that becomes the arguments of a call: `Math.max(...values)`, and where. */
export interface Spread {
  readonly line: number;
  /** What is called, as it is written. */
  readonly callee: string;
}

/**
 * The calls of a file that spread a list into arguments: from some 125,000 elements on, such a call ends in a stack overflow.
 * A list that is written out in the call has the length that one sees.
 */
export function spreadsIn(file: string, text: string): Spread[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Spread[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      for (const argument of node.arguments ?? []) {
        if (!ts.isSpreadElement(argument) || isWrittenOut(argument.expression)) continue;
        const { line } = source.getLineAndCharacterOfPosition(argument.getStart());
        found.push({ line: line + 1, callee: node.expression.getText() });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `[a, b]`, or one of two such by a condition; not `[...list]`. */
function isWrittenOut(list: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(list)) return isWrittenOut(list.expression);
  if (ts.isConditionalExpression(list)) return isWrittenOut(list.whenTrue) && isWrittenOut(list.whenFalse);
  return ts.isArrayLiteralExpression(list) && !list.elements.some(ts.isSpreadElement);
}
