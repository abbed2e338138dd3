import { expect, it } from 'vitest';
import type { Divergence } from '../../../src/training/divergence.ts';
import { Recovery } from '../../../src/training/session/recovery.ts';
import type { TrainingState } from '../../../src/training/state.ts';

const divergence = { epoch: 3, step: 25 } as Divergence;
const state = { epoch: 2, steps: 20, halvings: [] as TrainingState['halvings'] } as TrainingState;

it('goes back to the state that was kept last, at half the rate, as often as it may', () => {
  const recovery = new Recovery(2);
  recovery.keep({ ...state, steps: 10 });
  recovery.keep(state);
  const first = recovery.goBack(divergence, 0.4, []);
  expect(first?.halving).toEqual({ epoch: 3, step: 25, backTo: 20, learningRate: 0.2 });
  expect(first?.state).toEqual({ ...state, halvings: [first?.halving] });
  // Again before there was another checkpoint: the halving before is not forgotten.
  const second = recovery.goBack(divergence, 0.2, first?.state.halvings ?? []);
  expect(second?.state.halvings.map(({ learningRate }) => learningRate)).toEqual([0.2, 0.1]);
  expect(recovery.goBack(divergence, 0.1, second?.state.halvings ?? [])).toBeUndefined();
});

it('has nowhere to go where nothing was kept, or none is allowed', () => {
  expect(new Recovery(5).goBack(divergence, 1, [])).toBeUndefined();
  const never = new Recovery(0);
  never.keep(state);
  expect(never.goBack(divergence, 1, [])).toBeUndefined();
  expect([never.isWanted, new Recovery(1).isWanted]).toEqual([false, true]);
});
