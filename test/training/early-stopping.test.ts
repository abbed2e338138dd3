import { describe, expect, it } from 'vitest';
import { BestEpoch, type MonitorName, monitorNames } from '../../src/training/early-stopping.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';
import { metrics } from './tiny.ts';

/** Which epochs were the best so far, and after which patience ran out. */
function watched(best: BestEpoch, values: readonly number[]) {
  const improved: number[] = [];
  const exhausted: number[] = [];
  values.forEach((value, k) => {
    if (best.add(metrics(k + 1, { val: value, train: value }))) improved.push(k + 1);
    if (best.exhausted) exhausted.push(k + 1);
  });
  return { improved, exhausted, best: best.best?.epoch };
}

describe('BestEpoch', () => {
  it('takes lower losses and higher accuracies', () => {
    const values = [3, 2, 2.5, 4];
    const bests: Record<MonitorName, number> = { val_loss: 2, train_loss: 2, val_accuracy: 4, train_accuracy: 4 };
    for (const name of monitorNames) expect(watched(new BestEpoch(name), values).best).toBe(bests[name]);
  });

  it('waits `patience` epochs after the last improvement, and not one more', () => {
    expect(watched(new BestEpoch('val_loss', 2), [3, 2, 2.1, 1.9, 2, 2, 2])).toEqual({
      improved: [1, 2, 4],
      exhausted: [6, 7],
      best: 4,
    });
    expect(watched(new BestEpoch('val_loss', 1), [1, 1]).exhausted).toEqual([2]);
  });

  it('never runs out without a patience', () => {
    expect(watched(new BestEpoch('val_loss'), new Array(50).fill(1)).exhausted).toEqual([]);
  });

  it('keeps the first of equals', () => {
    expect(watched(new BestEpoch('val_accuracy', 9), [0.5, 0.5, 0.5])).toMatchObject({ improved: [1], best: 1 });
  });

  it('asks for more than minDelta, each time from the best', () => {
    // Every step is too small, but 0.25 from the best is not.
    const losses = [1, 0.875, 0.75, 0.625];
    expect(watched(new BestEpoch('val_loss', 9, 0.25), losses).improved).toEqual([1, 4]);
    const accuracies = [0.25, 0.375, 0.5, 0.625];
    expect(watched(new BestEpoch('val_accuracy', 9, 0.25), accuracies).improved).toEqual([1, 4]);
  });

  it('asks for a validation set where it watches one', () => {
    const message = mistakeOf(() => new BestEpoch('val_loss').add(metrics(1))).message;
    expect(message).toMatch(/val_loss needs a validation set/);
  });

  it('can watch anything but the test set: what is chosen by it is no longer a test', () => {
    expect(monitorNames.filter((name) => name.includes('test'))).toEqual([]);
  });
});
