import { expect, it } from 'vitest';
import { assemble } from '../../../src/runs/assemble.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';
import type { TrainingEvent } from '../../../src/training/events.ts';
import { train } from '../../../src/training/train.ts';

async function eventsOf(values: Record<string, unknown>): Promise<TrainingEvent[]> {
  const { options } = await assemble(resolveSettings({ label: String, values: { threads: 1, ...values } }));
  const events: TrainingEvent[] = [];
  for await (const event of train(options)) if (event.type !== 'step') events.push(event);
  return events;
}

const accuracyOf = (events: TrainingEvent[]) => events.findLast((event) => event.type === 'epoch')?.test?.accuracy ?? 0;

/** As `train --help` has it: each of these rates leaves dead units or worse, and no loss that is not finite. */
const rates = [2, 3, 5, 10, 30].flatMap((lr) => [0, 1, 2].map((seed) => ({ lr, seed })));

it.each(rates)('halve-lr saves a training at rate $lr, seed $seed', async ({ lr, seed }) => {
  const events = await eventsOf({ lr, seed, onDivergence: 'halve-lr' });
  expect(accuracyOf(events)).toBeGreaterThan(0.8);
  const halved = events.filter((event) => event.type === 'halved');
  expect(halved.length).toBeGreaterThan(0);
  for (const { divergence, backTo, step } of halved) {
    expect(['collapse', 'weights', 'net inputs', 'outputs', 'loss']).toContain(divergence.what);
    expect(backTo).toBeLessThan(step);
  }
});

it('without it such a training ends at guessing', async () => {
  const events = await eventsOf({ lr: 10, epochs: 2 });
  expect(accuracyOf(events)).toBeLessThan(0.2);
});

it('a plateau is no collapse: deep logistic networks keep their rate', async () => {
  const plateau = { activation: 'sigmoid', hidden: '5x100', trainSize: 2000, epochs: 2 };
  const events = await eventsOf({ ...plateau, onDivergence: 'halve-lr' });
  expect(events.filter(({ type }) => type === 'halved')).toEqual([]);
  // Looking changes no bit.
  const losses = (some: TrainingEvent[]) => some.flatMap((event) => (event.type === 'epoch' ? [event.train.loss] : []));
  expect(losses(events)).toEqual(losses(await eventsOf(plateau)));
});
