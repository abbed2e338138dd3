import { CENTRE, CHEBYSHEV } from '../error-function.ts';
import { bottomUp, type Expression, mentions } from '../expression.ts';
import type { OperationName } from '../operations.ts';
import { printInfix, questionMark } from './infix.ts';
import { levels, within } from './levels.ts';

/** Functions that Math has under another name, or not at all. */
const own: Partial<Record<OperationName, string>> = {
  sigmoid: `function sigmoid(u) {
  const e = Math.exp(-Math.abs(u));
  return (u >= 0 ? 1 : e) / (1 + e);
}`,
  softplus: `function softplus(u) {
  return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
}`,
  // As error-function.ts has them.
  erfc: `function erfc(u) {
  if (Number.isNaN(u)) return u;
  const c = ${JSON.stringify(CHEBYSHEV)};
  const x = Math.abs(u);
  const t = 1 - ${2 * CENTRE} / (x + ${CENTRE});
  let [next, afterNext] = [0, 0];
  for (let k = c.length - 1; k > 0; k--) [next, afterNext] = [c[k] + 2 * t * next - afterNext, next];
  const head = Math.fround(x);
  const decay = x > 28 ? 0 : Math.exp(-head * head) * Math.exp((head - x) * (x + head));
  const tail = decay * ((c[0] + t * next - afterNext) / 2 / (0.5 + x));
  return u < 0 ? 2 - tail : tail;
}`,
  erf: `function erf(u) {
  if (!(Math.abs(u) < 1)) return u < 0 ? erfc(-u) - 1 : 1 - erfc(u);
  let [term, sum] = [1, 1];
  for (let k = 1; k <= 24; k++) {
    term *= (2 * (u * u)) / (2 * k + 1);
    sum += term;
  }
  return 1.1283791670955126 * u * Math.exp(-(u * u)) * sum;
}`,
};

/** What each of them calls. */
const needs: Partial<Record<OperationName, OperationName>> = { erf: 'erfc' };

/** A formula as JavaScript. */
export interface JavaScriptFormula {
  /** An expression in z, and p where there is a learned number. */
  readonly expression: string;
  /** Declarations of the functions that it calls and Math does not have. */
  readonly functions: readonly string[];
}

/** The formula as JavaScript that needs nothing else. */
export function javascriptFormula(tree: Expression): JavaScriptFormula {
  const used = new Set<OperationName>();
  const note = (name: OperationName) => {
    if (own[name]) used.add(name);
    const needed = needs[name];
    if (needed) note(needed);
  };
  bottomUp<true>(tree, (node) => {
    if (node.kind === 'operation') note(node.name);
    return true;
  });
  const expression = printInfix(tree, {
    number: String,
    symbol: (name) => ({ pi: 'Math.PI', e: 'Math.E' })[name as string] ?? name,
    call: ({ name }, args) => {
      if (name === 'relu') return `Math.max(0, ${args})`;
      return `${own[name] ? '' : 'Math.'}${name}(${args.join(', ')})`;
    },
    power: (base, exponent) => ({
      text: `${within(base, levels.whole)} ** ${within(exponent, levels.power)}`,
      // A sign before a power is not JavaScript: it is taken as a product is.
      level: levels.product,
    }),
    choice: questionMark,
  });
  return { expression, functions: [...used].map((name) => own[name] ?? '') };
}

/** The formula as a JavaScript function (z) => a, or (z, p) => a. */
export function javascriptFunction(tree: Expression): string {
  const { expression, functions } = javascriptFormula(tree);
  const parameters = mentions(tree, 'p') ? '(z, p)' : '(z)';
  if (functions.length === 0) return `${parameters} => ${expression}`;
  const body = [...functions, `return ${expression};`].join('\n').replace(/^/gm, '  ');
  return `${parameters} => {\n${body}\n}`;
}
