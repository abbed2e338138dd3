import { describe, expect, it } from 'vitest';
import { assemble } from '../../../src/runs/assemble.ts';
import { diagnoseRun } from '../../../src/runs/diagnose-run.ts';
import { describeRun } from '../../../src/runs/run-training.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';
import { rules } from '../../../src/training/diagnosis/rules/index.ts';
import { Summarizer } from '../../../src/training/summary.ts';
import { train } from '../../../src/training/train.ts';
import { rows } from './table/rows.ts';

/** What is found in a real training on 1,000 embedded digits. */
async function findingsOf(values: Record<string, unknown>) {
  const settings = resolveSettings({ label: String, values: { trainSize: 1000, epochs: 2, threads: 1, ...values } });
  const assembly = await assemble(settings);
  const summarizer = new Summarizer(assembly.best, false);
  for await (const event of train(assembly.options)) summarizer.add(event);
  return diagnoseRun(describeRun(assembly, '0'), summarizer.course(), assembly.activation);
}

/** For each rule, networks built to make it fire, with what it then says. */
const ill: Record<string, readonly [values: Record<string, unknown>, says: RegExp][]> = {
  'vanishing-gradient': [
    [
      { activation: 'sigmoid', hidden: '5x100' },
      /^Layer 1 receives 1\/3\d0 of the gradient of layer 5 \(0\.2[34]x per layer\)\. The slope of sigmoid is nowhere above 0\.25/,
    ],
    [
      { activation: 'tanh', hidden: '4x50', init: 'normal:0.02' },
      /^Layer 1 receives 1\/\d+ of the gradient of layer 4/,
    ],
    [
      { activation: 'sigmoid', hidden: '3x100', lr: 1, epochs: 20 },
      /^Before training, layer 1 received 1\/17 .*by its end that is over/,
    ],
  ],
  'exploding-gradient': [
    [
      { hidden: '5x100', init: 'normal:0.5', lr: 1e-6 },
      /^Layer 1 receives \d+ times the gradient of layer 5 \(3\.\dx per layer\)/,
    ],
  ],
  'variance-collapse': [
    [
      { activation: 'tanh', hidden: '5x100', init: 'normal:0.01' },
      /outputs spread by 0\.09\d? in layer 1 and by 0\.00\d+ in layer 5/,
    ],
  ],
  saturation: [
    [
      { activation: 'tanh', hidden: '3x100', init: 'normal:1', lr: 0.001 },
      /^7\d % of the values of layer \d sit where tanh is flat, and did so before training/,
    ],
    [
      { activation: 'tanh', hidden: '2x50', optimizer: 'adam', lr: 0.3, epochs: 3 },
      /of the values of layer \d sit where tanh is flat\. Its weights have grown to/,
    ],
  ],
  'dead-units': [[{ hidden: 128, lr: 3 }, /^\d+ % of the units of layer 1 \(\d+ of 128\) are dead/]],
  'learning-rate-too-high': [
    [{ hidden: '5x100', lr: 3 }, /^The loss was lost at step \d+, at a learning rate of 3\.$/],
    [{ activation: 'tanh', hidden: '3x100', lr: 0.5 }, /^The last update changed layer \d by \d\d % of its size/],
  ],
  collapse: [
    [
      { activation: 'tanh', hidden: '3x100', lr: 2 },
      /^The network has collapsed: (9\d|100) % of the values of layer \d sit at its flat ends/,
    ],
    [
      { lr: 5 },
      /^The network has collapsed: (9\d|100) % of the units of layer 1 have died, with a loss of 2\.\d, where guessing gives 2\.3/,
    ],
  ],
  unsettled: [[{ epochs: 12 }, /^No fault was found, but \d+ % right is no proof/]],
  'learning-rate-too-low': [[{ lr: 1e-4 }, /^No update changed a layer by more than 0\.00\d+ % of its size/]],
  'chance-level': [
    [
      { activation: 'sigmoid', hidden: '5x100' },
      /^After 2 epochs, \d+ % of the training samples are right; guessing gives 11 %\.$/,
    ],
  ],
  'over-fitting': [
    [
      { trainSize: 100, hidden: 256, epochs: 60, optimizer: 'adam', lr: 0.01 },
      /^The test loss was best in epoch \d+ \(\S+\) and is now at least \d+ % above that, while the training loss fell/,
    ],
  ],
};

/** Networks that nothing is wrong with. */
const healthy: readonly Record<string, unknown>[] = [
  { epochs: 4 },
  { activation: 'tanh', hidden: '5x100', epochs: 4 },
  { activation: 'relu', hidden: '5x100', epochs: 4 },
  { activation: 'gelu', hidden: '3x50', optimizer: 'adam', epochs: 4 },
  { activation: 'sigmoid', hidden: 50, lr: 0.5, epochs: 4 },
  { activation: 'relu6', hidden: '3x100', validation: 0.2, optimizer: 'momentum', lr: 0.01, epochs: 4 },
  { activation: 'hard-shrink', hidden: 100, epochs: 4 },
  { hidden: 'none', epochs: 4 },
];

describe('a network built to fall ill', () => {
  it('there is one for each rule, here or in the table', () => {
    const table = rows.flatMap(({ must = [], first = [] }) => [...must, ...[first].flat()]);
    expect([...new Set([...Object.keys(ill), ...table])].sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  const cases = Object.entries(ill).flatMap(([name, some]) => some.map(([values, says]) => ({ name, values, says })));
  it.each(cases)('$name: $values', async ({ name, values, says }) => {
    const findings = await findingsOf(values);
    const found = findings.find(({ rule }) => rule === name);
    expect(found?.text, JSON.stringify(findings)).toMatch(says);
    expect(found?.advice).toMatch(/[Tt]ry /);
    expect(found?.source).toMatch(/\(\d{4}\)|CS231n/);
    const order = findings.map(({ severity }) => ['problem', 'warning', 'note'].indexOf(severity));
    expect(order).toEqual(order.toSorted());
  });
});

it.each(healthy)('no alarm in a healthy network: %j', async (values) => {
  const findings = await findingsOf(values);
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

it('advice does not name what is in force', async () => {
  const [vanishing] = await findingsOf({ activation: 'tanh', hidden: '4x50', init: 'normal:0.02' });
  expect(vanishing.advice).toBe('Try initial weights glorot-uniform, fewer layers, or norm batch.');
});
