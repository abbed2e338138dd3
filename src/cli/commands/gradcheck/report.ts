import { table } from '../../../charts/table.ts';
import type { Terminal } from '../../../charts/terminal.ts';
import type { GradientCheck } from '../../../nn/gradient-check.ts';

/** The worst relative error of each activation for each kind of network, over all heads. */
export function gradcheckReport(checks: readonly GradientCheck[], bound: number, terminal: Terminal): string {
  const kinds = [...new Set(checks.map(kindOf))];
  const names = [...new Set(checks.map(({ activation }) => activation))];
  const worst = (own: readonly GradientCheck[]) => Math.max(...own.map(({ relativeError }) => relativeError));
  const rows = names.map((name) => [
    name,
    ...kinds.map((kind) => {
      const error = worst(checks.filter((check) => check.activation === name && kindOf(check) === kind));
      return `${error.toExponential(1)}${error <= bound ? '' : '  WRONG'}`;
    }),
  ]);
  const head = ['largest relative error', ...kinds];
  const verdict = worst(checks) <= bound ? `all at most ${bound}` : `some exceed ${bound}`;
  return (
    `${table(head, rows, { align: ['left', ...kinds.map(() => 'right' as const)] }, terminal)}\n\n` +
    `${checks.length} combinations of activation, head and kind of network: ${verdict}; the worst is ${worst(checks).toExponential(2)}.`
  );
}

/** The column of a network: its depth where it is plain, else what is special about it. */
function kindOf({ hidden, norm, residual }: GradientCheck): string {
  if (residual) return 'residual';
  return norm === 'none' ? `${hidden.length} hidden` : 'norms';
}
