import { describe, expect, it } from 'vitest';
import type { RateSearch } from '../../src/experiments/comparison.ts';
import { isAtEdge, madeNoDifference, searchEpochs, searchRate, wasTie } from '../../src/experiments/rate-search.ts';

/** A search of a network whose loss after a short run is that function of its rate. */
const search = (loss: (lr: number) => number | null, centre = 0.1): Promise<RateSearch> =>
  searchRate({
    centre,
    attempt: async (lr) => ({ loss: loss(lr), accuracy: loss(lr) === null ? null : 0.5 }),
    epochs: 2,
    seed: 3,
  });
/** Least at `best`, and steep: one more for each decade away from it, squared. */
const bowl = (best: number) => (lr: number) => 1 + Math.log10(lr / best) ** 2;
const rates = ({ tried }: RateSearch, stage: string) => tried.filter((one) => one.stage === stage).map(({ lr }) => lr);

describe('a search of the learning rate', () => {
  it('takes five rates around the centre, then two neighbours of the best', async () => {
    const found = await search(bowl(0.19));
    expect(rates(found, 'grid')).toEqual([0.01, 0.032, 0.1, 0.32, 1]);
    expect(rates(found, 'extension')).toEqual([]);
    expect(rates(found, 'refinement')).toEqual([0.18, 0.56]);
    expect(found).toMatchObject({ best: 0.18, epochs: 2, seed: 3 });
    expect(isAtEdge(found)).toBe(false);
  });

  it('begins at the optimizer’s own rate', async () => {
    const found = await search(bowl(0.001), 0.001);
    expect(rates(found, 'grid')).toEqual([0.0001, 0.00032, 0.001, 0.0032, 0.01]);
    expect(found.best).toBe(0.001);
  });

  it.each([
    [2.9, [3.2, 10], 3.2],
    [0.003, [0.0032, 0.001], 0.0032],
    [30, [3.2, 10, 32, 100], 32],
  ])('goes on where the best is at an edge: with its best at %d it tries %j more', async (best, more, found) => {
    const result = await search(bowl(best));
    expect(rates(result, 'extension')).toEqual(more);
    expect(result.best).toBe(found);
    expect(isAtEdge(result)).toBe(false);
  });

  it.each([1e9, 1e-9])('gives up after three decades, and says so: with its best at %d', async (best) => {
    const found = await search(bowl(best));
    expect(found.tried).toHaveLength(5 + 6 + 2);
    expect(isAtEdge(found)).toBe(true);
    expect(found.best).toBe(best > 1 ? 1800 : 5.6e-6);
  });

  it('takes a diverged run for infinitely bad, and not for an edge', async () => {
    const found = await search((lr) => (lr > 0.4 ? null : bowl(100)(lr)));
    expect(found.best).toBe(0.32);
    expect(rates(found, 'extension')).toEqual([]);
    expect(found.tried.filter(({ lr }) => lr > 0.4)).toEqual([
      { lr: 1, loss: null, accuracy: null, stage: 'grid' },
      { lr: 0.56, loss: null, accuracy: null, stage: 'refinement' },
    ]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('takes a loss of %d for a diverged one', async (lost) => {
    const found = await search((lr) => (lr === 0.1 ? lost : bowl(0.1)(lr)));
    expect(found.tried[2]).toEqual({ lr: 0.1, loss: null, accuracy: null, stage: 'grid' });
    expect(found.best).toBe(0.056);
  });

  it('looks for smaller rates where all diverge, and takes the smallest where none works', async () => {
    expect((await search((lr) => (lr > 0.002 ? null : 1))).best).toBe(0.0018);
    const hopeless = await search(() => null);
    expect(hopeless.best).toBe(0.00001);
    expect(hopeless.tried).toHaveLength(5 + 6);
    expect(madeNoDifference(hopeless)).toBe(false);
  });

  it('stays at the centre of a plateau: differences below 2 % say nothing', async () => {
    const found = await search((lr) => 2.3 + 0.04 * Math.abs(Math.sin(1000 * lr)));
    expect(found.best).toBe(0.1);
    expect(rates(found, 'extension')).toEqual([]);
    expect(madeNoDifference(found)).toBe(true);
    expect(madeNoDifference(await search(bowl(0.1)))).toBe(false);
  });

  it('takes among equals the nearest to the centre, and of two as near the smaller', async () => {
    const at = (losses: Record<number, number>) => search((lr) => losses[lr] ?? 9);
    const found = await at({ 0.032: 1.01, 0.32: 1, 1: 1.015 });
    expect(found.best).toBe(0.032);
    expect(wasTie(found)).toBe(true);
    // Beyond 2 % the loss decides.
    expect((await at({ 0.032: 1.03, 0.32: 1, 1: 1.015 })).best).toBe(0.32);
    expect((await at({ 0.032: 1, 0.1: 1.019, 0.32: 1 })).best).toBe(0.1);
    expect(wasTie(await search(bowl(0.1)))).toBe(false);
  });

  it('fails where a short run fails', async () => {
    const failing = searchRate({ centre: 0.1, attempt: () => Promise.reject(new Error('lost')), epochs: 1, seed: 0 });
    await expect(failing).rejects.toThrow('lost');
  });
});

it('short runs take a third of the epochs, at least one and at most three', () => {
  expect([1, 2, 3, 4, 6, 7, 9, 100].map(searchEpochs)).toEqual([1, 1, 1, 2, 2, 3, 3, 3]);
});
