import { describe, expect, it } from 'vitest';
import { type MonitorName, monitorNames } from '../../src/settings/monitors.ts';
import { afterEpoch, type EarlyStopping, isExhausted, monitored, NO_EPOCH } from '../../src/training/early-stopping.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';
import { metrics } from './tiny.ts';

/** Which epochs were the best so far, and after which patience ran out. */
function watched(by: EarlyStopping, values: readonly number[]) {
  const improved: number[] = [];
  const exhausted: number[] = [];
  let state = NO_EPOCH;
  values.forEach((value, k) => {
    state = afterEpoch(state, metrics(k + 1, { val: value, train: value }), by);
    if (state.best?.epoch === k + 1) improved.push(k + 1);
    if (isExhausted(state, by)) exhausted.push(k + 1);
  });
  return { improved, exhausted, best: state.best?.epoch };
}

describe('early stopping', () => {
  it('takes lower losses and higher accuracies', () => {
    const values = [3, 2, 2.5, 4];
    const bests: Record<MonitorName, number> = { val_loss: 2, train_loss: 2, val_accuracy: 4, train_accuracy: 4 };
    for (const monitor of monitorNames) expect(watched({ monitor }, values).best).toBe(bests[monitor]);
  });

  it('waits `patience` epochs after the last improvement, and not one more', () => {
    const by = (patience: number) => ({ monitor: 'val_loss', patience }) as const;
    expect(watched(by(2), [3, 2, 2.1, 1.9, 2, 2, 2])).toEqual({ improved: [1, 2, 4], exhausted: [6, 7], best: 4 });
    expect(watched(by(1), [1, 1]).exhausted).toEqual([2]);
  });

  it('never runs out without a patience', () => {
    expect(watched({ monitor: 'val_loss' }, new Array(50).fill(1)).exhausted).toEqual([]);
  });

  it('keeps the first of equals', () => {
    const by = { monitor: 'val_accuracy', patience: 9 } as const;
    expect(watched(by, [0.5, 0.5, 0.5])).toMatchObject({ improved: [1], best: 1 });
  });

  it('asks for more than minDelta, each time from the best', () => {
    const by = (monitor: MonitorName) => ({ monitor, patience: 9, minDelta: 0.25 });
    // Every step is too small, but 0.25 from the best is not.
    expect(watched(by('val_loss'), [1, 0.875, 0.75, 0.625]).improved).toEqual([1, 4]);
    expect(watched(by('val_accuracy'), [0.25, 0.375, 0.5, 0.625]).improved).toEqual([1, 4]);
  });

  it('asks for a validation set where it watches one', () => {
    const { message } = mistakeOf(() => afterEpoch(NO_EPOCH, metrics(1), { monitor: 'val_loss' }));
    expect(message).toMatch(/val_loss needs a validation set/);
    expect(monitored('val_loss', metrics(1))).toBeNaN();
  });

  it('can watch anything but the test set: what is chosen by it is no longer a test', () => {
    expect(monitorNames.filter((name) => name.includes('test'))).toEqual([]);
  });
});
