import { table } from '../../../charts/table.ts';
import { type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { ActivationResult, Censored, Milestone } from '../../../experiments/comparison.ts';
import type { Attenuation } from '../../../training/probes/figures.ts';
import { MILESTONES, type TrainingStatus } from '../../../training/summary.ts';
import type { Words } from '../../../words/index.ts';
import { count, NONE, significant } from '../../../words/numbers.ts';

type Row = readonly [label: string, text: (result: ActivationResult) => string];

/** Rows of the table, in order: activations stand side by side, so that each figure is read across. */
function rowsIn({ terms, comparison, figures: { percent } }: Words): readonly Row[] {
  const { rows } = comparison;
  /** `92.90-93.50 %` */
  const range = (ends: readonly [number, number] | null | undefined | false) =>
    ends ? `${(100 * ends[0]).toFixed(2)}-${percent(ends[1])}` : NONE;
  /** The median, and how many got there where some did not. */
  const epochs = ({ median, reached, of }: Censored) => {
    if (reached === 0) return comparison.never;
    return reached < of ? comparison.reachedOnly({ median, reached, of }) : String(median ?? NONE);
  };
  return [
    [terms.learningRate, ({ lr }) => String(lr)],
    [terms.init, ({ init }) => init],
    [terms.testAccuracy, ({ testAccuracy }) => percent(testAccuracy?.median)],
    [
      rows.range,
      ({ testAccuracy, runs }) => range(runs.length > 1 && testAccuracy && [testAccuracy.min, testAccuracy.max]),
    ],
    [rows.interval, ({ testAccuracy }) => range(testAccuracy?.ci95)],
    [terms.testLoss, ({ testLoss }) => significant(testLoss?.median)],
    ...MILESTONES.map(
      (goal: Milestone): Row => [rows.epochsTo(Number(goal)), ({ epochsTo }) => epochs(epochsTo[goal])],
    ),
    [rows.areaUnderLoss, ({ areaUnderLoss }) => significant(areaUnderLoss)],
    [rows.gradientAtStart, ({ attenuation }) => ratio(attenuation.start)],
    [rows.gradientAtEnd, ({ attenuation }) => ratio(attenuation.end)],
    [rows.saturated, ({ saturated }) => percent(saturated)],
    [rows.off, ({ off }) => percent(off)],
    [rows.dead, ({ dead }) => percent(dead)],
    [rows.samplesPerSecond, ({ samplesPerSecond }) => count(samplesPerSecond)],
    [
      terms.status,
      ({ status }) =>
        Object.entries(status)
          .map(([how, n]) => `${n} ${terms.statuses[how as TrainingStatus]}`)
          .join('\n'),
    ],
  ];
}

/** Everything that a comparison measured, a column for each activation; rows that say nothing are left out. */
export function comparisonTable(results: readonly ActivationResult[], terminal: Terminal): string {
  const rows = rowsIn(wordsOf(terminal))
    .map(([label, text]) => [label, ...results.map(text)])
    .filter(([, ...cells]) => cells.some((cell) => cell !== NONE));
  const head = ['', ...results.map(({ name }) => name)];
  return table(head, rows, { align: ['left', ...results.map(() => 'right' as const)] }, terminal);
}

/** `1/340`, or `1.2` where the gradient grows on its way down. */
function ratio(attenuation: Attenuation | null): string {
  if (!attenuation) return NONE;
  const { total } = attenuation;
  return total > 0 && total < 0.5 ? `1/${count(1 / total)}` : significant(total);
}
