import type { ComparisonRecord } from '../../../src/experiments/comparison.ts';
import { comparisonOf, trained } from '../records.ts';

/** A small real comparison: three activations, two seeds each, with text that wants to break out of the page. */
export async function smallComparison(): Promise<ComparisonRecord> {
  const of = (activation: string) => (seed: number) => trained({ activation, seed, lr: 0.2 });
  const groups = [];
  for (const name of ['sigmoid', 'tanh', 'relu']) groups.push(await Promise.all([0, 1].map(of(name))));
  return comparisonOf(groups, {
    folder: 'runs/</script><b>"bold"</b><!--',
    verdicts: [
      {
        better: 'tanh',
        than: 'sigmoid',
        figure: 'testAccuracy',
        difference: 0.5,
        shown: true,
        p: 0.03125,
        wins: 2,
        pairs: 2,
        facts: {
          outcome: 'shown',
          figure: { kind: 'testAccuracy' },
          better: 'tanh',
          than: 'sigmoid',
          pairs: 2,
          size: 0.5,
          wins: 2,
          losses: 0,
          betterHas: 2,
          thanHas: 2,
          p: 0.03125,
          tests: 1,
        },
        text: 'tanh ends 50 points above sigmoid (both seeds)',
      },
    ],
  });
}
