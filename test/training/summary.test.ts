import { describe, expect, it } from 'vitest';
import type { EarlyStopping } from '../../src/training/early-stopping.ts';
import type { TrainingEvent } from '../../src/training/events.ts';
import { Summarizer } from '../../src/training/summary.ts';
import { metrics } from './tiny.ts';

const step = (epoch: number, n: number): TrainingEvent => ({
  type: 'step',
  epoch,
  step: n,
  stepsPerEpoch: 10,
  lr: 0.1,
  loss: 1,
});
const epoch = (n: number, figures: Parameters<typeof metrics>[1]): TrainingEvent => ({
  type: 'epoch',
  ...metrics(n, figures),
});
const finished: TrainingEvent = { type: 'finished', epoch: 3, step: 30 };

const byTraining: EarlyStopping = { monitor: 'train_loss' };
const byValidation: EarlyStopping = { monitor: 'val_loss', patience: 5 };

function summaryOf(events: readonly TrainingEvent[], best = byTraining, restored = false) {
  const summarizer = new Summarizer(best, restored);
  for (const event of events) summarizer.add(event);
  return summarizer.summary();
}

describe('Summarizer', () => {
  const course = [
    step(1, 10),
    epoch(1, { train: 2, val: 0.4, test: 0.9 }),
    step(2, 20),
    epoch(2, { train: 1, val: 0.2, test: 0.96 }),
    step(3, 30),
    epoch(3, { train: 1.5, val: 0.3, test: 0.94 }),
  ];

  it('gives the last epoch, and beside it the best', () => {
    const summary = summaryOf([...course, finished], byValidation);
    expect(summary).toMatchObject({ status: 'finished', epochs: 3, steps: 30, test: { loss: 0.94 }, seconds: 6 });
    expect(summary.best).toMatchObject({ epoch: 2, monitor: 'val_loss', value: 0.2, test: { loss: 0.96 } });
  });

  it('gives the epoch whose parameters early stopping put back, also where it came to its end', () => {
    const stopped: TrainingEvent = { type: 'stopped', reason: 'early-stopping', epoch: 3, step: 30 };
    for (const [end, status] of [
      [stopped, 'early-stopped'],
      [finished, 'finished'],
    ] as const) {
      const summary = summaryOf([...course, end], byValidation, true);
      expect(summary).toMatchObject({
        status,
        epochs: 3,
        train: { loss: 1 },
        validation: { loss: 0.2 },
        test: { loss: 0.96 },
      });
    }
  });

  it('gives the last epoch where an interruption left nothing put back', () => {
    const interrupted: TrainingEvent = { type: 'stopped', reason: 'interrupted', epoch: 4, step: 33 };
    const summary = summaryOf([...course, step(4, 33), interrupted], byValidation, true);
    expect(summary).toMatchObject({ status: 'interrupted', epochs: 3, steps: 33, test: { loss: 0.94 } });
  });

  it('names the first epoch that reached each accuracy, exactly met counting', () => {
    expect(summaryOf([...course, finished]).reached).toEqual({
      '0.90': { epoch: 1, step: 10 },
      '0.95': { epoch: 2, step: 20 },
      '0.97': null,
      '0.98': null,
    });
  });

  it('has nulls, and no NaN, before the first epoch has ended', () => {
    const summary = summaryOf([step(1, 1), { type: 'stopped', reason: 'interrupted', epoch: 1, step: 1 }]);
    expect(summary).toMatchObject({ status: 'interrupted', epochs: 0, steps: 1, train: null, test: null, best: null });
    expect(summary).toMatchObject({ seconds: 0, samplesPerSecond: 0 });
  });

  it('keeps the post-mortem of a diverged training', () => {
    const death = {
      epoch: 2,
      step: 11,
      loss: Number.NaN,
      layer: 1,
      what: 'weights',
      lastFiniteLoss: 5,
      lr: 9,
      suggestedLearningRate: 0.9,
    } as const;
    const summary = summaryOf([course[0], course[1], { type: 'diverged', ...death }]);
    expect(summary).toMatchObject({ status: 'diverged', epochs: 1, steps: 10, divergence: death });
  });

  it('averages the pace over the time spent', () => {
    const at = (n: number, seconds: number, samplesPerSecond: number) =>
      ({ ...epoch(n, {}), seconds, samplesPerSecond }) as TrainingEvent;
    expect(summaryOf([at(1, 1, 100), at(2, 4, 200), finished]).samplesPerSecond).toBe((100 * 1 + 200 * 3) / 4);
  });
});
