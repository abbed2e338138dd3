import { table } from '../../../charts/table.ts';
import type { Terminal } from '../../../charts/terminal.ts';
import type { GradientCheck } from '../../../nn/gradient-check.ts';

/** The worst relative error of each activation for each depth, over all heads. */
export function gradcheckReport(checks: readonly GradientCheck[], bound: number, terminal: Terminal): string {
  const depths = [...new Set(checks.map(({ hidden }) => hidden.length))];
  const names = [...new Set(checks.map(({ activation }) => activation))];
  const worst = (own: readonly GradientCheck[]) => Math.max(...own.map(({ relativeError }) => relativeError));
  const rows = names.map((name) => [
    name,
    ...depths.map((depth) => {
      const error = worst(checks.filter(({ activation, hidden }) => activation === name && hidden.length === depth));
      return `${error.toExponential(1)}${error <= bound ? '' : '  WRONG'}`;
    }),
  ]);
  const head = ['largest relative error', ...depths.map((depth) => `${depth} hidden`)];
  const verdict = worst(checks) <= bound ? `all at most ${bound}` : `some exceed ${bound}`;
  return (
    `${table(head, rows, { align: ['left', ...depths.map(() => 'right' as const)] }, terminal)}\n\n` +
    `${checks.length} combinations of activation, head and depth: ${verdict}; the worst is ${worst(checks).toExponential(2)}.`
  );
}
