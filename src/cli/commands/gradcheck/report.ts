import { table } from '../../../charts/table.ts';
import { type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { GradientCheck } from '../../../nn/gradient-check.ts';
import { largest } from '../../../util/any-length.ts';
import type { Words } from '../../../words/index.ts';

/** The worst relative error of each activation for each kind of network, over all heads. */
export function gradcheckReport(checks: readonly GradientCheck[], bound: number, terminal: Terminal): string {
  const words = wordsOf(terminal);
  const { gradientCheck } = words;
  const kind = (check: GradientCheck) => kindOf(check, words);
  const kinds = [...new Set(checks.map(kind))];
  const names = [...new Set(checks.map(({ activation }) => activation))];
  const worst = (own: readonly GradientCheck[]) => largest(own.map(({ relativeError }) => relativeError));
  const rows = names.map((name) => [
    name,
    ...kinds.map((one) => {
      const error = worst(checks.filter((check) => check.activation === name && kind(check) === one));
      return `${error.toExponential(1)}${error <= bound ? '' : `  ${gradientCheck.wrong}`}`;
    }),
  ]);
  const head = [gradientCheck.largestError, ...kinds];
  const greatest = worst(checks);
  return (
    `${table(head, rows, { align: ['left', ...kinds.map(() => 'right' as const)] }, terminal)}\n\n` +
    gradientCheck.verdict({ combinations: checks.length, bound, worst: greatest, right: greatest <= bound })
  );
}

/** The column of a network: its depth where it is plain, else what is special about it. */
function kindOf({ hidden, norm, residual }: GradientCheck, { gradientCheck }: Words): string {
  if (residual) return gradientCheck.residual;
  return norm === 'none' ? gradientCheck.hiddenLayers(hidden.length) : gradientCheck.norms;
}
