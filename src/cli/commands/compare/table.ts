import { count, percent, significant } from '../../../charts/format.ts';
import { table } from '../../../charts/table.ts';
import type { Terminal } from '../../../charts/terminal.ts';
import type { ActivationResult, Censored, Milestone } from '../../../experiments/comparison.ts';
import type { Attenuation } from '../../../training/probes/figures.ts';
import { MILESTONES } from '../../../training/summary.ts';

type Figure = readonly [label: string, text: (result: ActivationResult) => string];

/** Rows of the table, in order: activations stand side by side, so that each figure is read across. */
const figures: readonly Figure[] = [
  ['learning rate', ({ lr }) => String(lr)],
  ['init', ({ init }) => init],
  ['test accuracy', ({ testAccuracy }) => percent(testAccuracy?.median)],
  [
    'from, to',
    ({ testAccuracy, runs }) => range(runs.length > 1 && testAccuracy && [testAccuracy.min, testAccuracy.max]),
  ],
  ['95 % interval', ({ testAccuracy }) => range(testAccuracy?.ci95)],
  ['test loss', ({ testLoss }) => significant(testLoss?.median)],
  ...MILESTONES.map(
    (goal: Milestone): Figure => [
      `epochs to ${Math.round(Number(goal) * 100)} %`,
      ({ epochsTo }) => epochs(epochsTo[goal]),
    ],
  ),
  ['area under loss', ({ areaUnderLoss }) => significant(areaUnderLoss)],
  ['gradient left, at start', ({ attenuation }) => ratio(attenuation.start)],
  ['gradient left, at end', ({ attenuation }) => ratio(attenuation.end)],
  ['saturated', ({ saturated }) => percent(saturated)],
  ['dead', ({ dead }) => percent(dead)],
  ['samples/s', ({ samplesPerSecond }) => count(samplesPerSecond)],
  [
    'status',
    ({ status }) =>
      Object.entries(status)
        .map(([how, n]) => `${n} ${how}`)
        .join('\n'),
  ],
];

/** Everything that a comparison measured, a column for each activation; rows that say nothing are left out. */
export function comparisonTable(results: readonly ActivationResult[], terminal: Terminal): string {
  const rows = figures
    .map(([label, text]) => [label, ...results.map(text)])
    .filter(([, ...cells]) => cells.some((cell) => cell !== NONE));
  const head = ['', ...results.map(({ name }) => name)];
  return table(head, rows, { align: ['left', ...results.map(() => 'right' as const)] }, terminal);
}

const NONE = percent(null);

/** `92.90-93.50 %` */
function range(ends: readonly [number, number] | null | undefined | false): string {
  return ends ? `${(100 * ends[0]).toFixed(2)}-${percent(ends[1])}` : NONE;
}

/** The median, and how many got there where some did not. */
function epochs({ median, reached, of }: Censored): string {
  if (reached === 0) return 'never';
  return `${median ?? NONE}${reached < of ? ` (${reached} of ${of})` : ''}`;
}

/** `1/340`, or `1.2` where the gradient grows on its way down. */
function ratio(attenuation: Attenuation | null): string {
  if (!attenuation) return NONE;
  const { total } = attenuation;
  return total > 0 && total < 0.5 ? `1/${count(1 / total)}` : significant(total);
}
