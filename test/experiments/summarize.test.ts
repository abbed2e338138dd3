import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeActivation } from '../../src/experiments/summarize.ts';
import type { RunRecord } from '../../src/runs/folder/run-record.ts';
import type { TrainingStatus } from '../../src/training/summary.ts';
import { type Course, probe, record } from './records.ts';

const named = { name: 'tanh', lr: 0.3, init: 'glorot-uniform', search: null };

const summaryOf = (courses: readonly Course[]) =>
  summarizeActivation({ ...named, records: courses.map((one, seed) => record({ seed, ...one })) });

describe('summarizeActivation', () => {
  const whole = [{ test: [0.8, 0.91, 0.96] }, { test: [0.9, 0.93, 0.94] }, { test: [0.7, 0.8, 0.95] }];

  it('gives middle, extremes and interval over seeds, and each run in short', () => {
    const result = summaryOf(whole);
    expect(result).toMatchObject(named);
    expect(result.testAccuracy).toEqual({ median: 0.95, min: 0.94, max: 0.96, ci95: [0.94, 0.96] });
    expect(result.testLoss?.median).toBeCloseTo(0.05, 12);
    expect(result.samplesPerSecond).toBe(101);
    expect(result.status).toEqual({ finished: 3 });
    expect(result.runs[1]).toEqual({
      seed: 1,
      run: 'runs/seed-1',
      status: 'finished',
      testAccuracy: 0.94,
      testLoss: 1 - 0.94,
      testSamples: 9,
      epochsTo: { '0.90': 1, '0.95': null, '0.97': null, '0.98': null },
      areaUnderLoss: (1 + 1 / 2 + 1 / 3) / 3,
      seconds: 6,
    });
  });

  it('counts runs that never reach an accuracy as later than all others', () => {
    const { epochsTo, stepsTo, secondsTo } = summaryOf(whole);
    expect(epochsTo).toEqual({
      '0.90': { median: 2, reached: 3, of: 3 },
      '0.95': { median: 3, reached: 2, of: 3 },
      '0.97': { median: null, reached: 0, of: 3 },
      '0.98': { median: null, reached: 0, of: 3 },
    });
    expect([stepsTo['0.90'], secondsTo['0.90']]).toEqual([
      { median: 20, reached: 3, of: 3 },
      { median: 4, reached: 3, of: 3 },
    ]);
    expect(summaryOf(whole.slice(0, 2)).epochsTo['0.95']).toEqual({ median: null, reached: 1, of: 2 });
  });

  it('keeps diverged, interrupted and killed runs: what they reached counts, their last figures do not', () => {
    const result = summaryOf([
      { test: [0.96, 0.97] },
      { test: [0.92, 0.95], status: 'diverged' },
      { test: [0.99], status: 'interrupted' },
      { test: [0.98], status: 'killed' },
      { status: 'diverged' },
    ]);
    expect(result.status).toEqual({ finished: 1, diverged: 2, interrupted: 2 });
    expect(result.testAccuracy).toEqual({ median: 0.97, min: 0.97, max: 0.97, ci95: null });
    expect(result.epochsTo['0.95']).toEqual({ median: 1, reached: 4, of: 5 });
    expect(result.runs.map(({ testAccuracy }) => testAccuracy)).toEqual([0.97, null, null, null, null]);
    expect(result.runs.map(({ areaUnderLoss }) => areaUnderLoss)).toEqual([0.75, null, null, null, null]);
    // Two of three that were not interrupted diverged.
    expect(result.areaUnderLoss).toBeNull();
    expect(result.runs[3].seconds).toBe(2);
  });

  it('counts a diverged run as larger in area than all others, an interrupted one not at all', () => {
    const area = (...status: TrainingStatus[]) =>
      summaryOf(status.map((one, k) => ({ train: [k + 1, k + 3], status: one }))).areaUnderLoss;
    expect(area('finished', 'finished', 'finished')).toBe(3);
    expect(area('diverged', 'finished', 'early-stopped')).toBe(4);
    expect(area('finished', 'interrupted', 'finished')).toBe(3);
    expect(area('finished', 'diverged')).toBeNull();
  });

  it('has nulls, and no NaN, of no runs, of runs without an epoch and of figures that are not finite', () => {
    const broken = { test: [Number.NaN], train: [Number.POSITIVE_INFINITY] };
    const nothing = [summaryOf([]), summaryOf([{ status: 'interrupted' }]), summaryOf([broken])];
    for (const { testAccuracy, testLoss, areaUnderLoss, attenuation, saturated, dead, epochsTo } of nothing) {
      expect([testAccuracy, testLoss, areaUnderLoss, saturated, dead]).toEqual([null, null, null, null, null]);
      expect(attenuation).toEqual({ start: null, end: null });
      expect(epochsTo['0.90'].median).toBeNull();
    }
    expect(summaryOf([]).diagnosis).toEqual([]);
    expect(summaryOf([{ status: 'interrupted' }]).samplesPerSecond).toBeNull();
  });

  it('diagnoses the run whose test accuracy is the median one', () => {
    const told = (courses: Course[]) => summaryOf(courses).diagnosis.map(({ text }) => text);
    expect(told(whole)).toEqual(['runs/seed-2']);
    expect(told(whole.slice(0, 2))).toEqual(['runs/seed-1']);
    expect(told([{ status: 'diverged' }, { test: [0.5] }])).toEqual(['runs/seed-1']);
    expect(told([{ status: 'diverged' }, { status: 'diverged' }])).toEqual(['runs/seed-0']);
  });

  it('does not depend on the order of the seeds', () => {
    const course = fc.record({
      test: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      status: fc.constantFrom<TrainingStatus>('finished', 'diverged', 'interrupted', 'early-stopped'),
      probes: fc.array(fc.double({ min: 0, max: 1, noNaN: true }).map((x) => probe(0, [x, 1 - x], x))),
    });
    const courses = fc
      .uniqueArray(fc.record({ seed: fc.nat(99) }), { selector: ({ seed }) => seed, maxLength: 6 })
      .chain((seeds) => fc.tuple(...seeds.map(({ seed }) => course.map((one) => record({ seed, ...one })))));
    fc.assert(
      fc.property(courses, (records) => {
        const all = records as RunRecord[];
        const { runs, diagnosis, ...figures } = summarizeActivation({ ...named, records: all });
        const turned = summarizeActivation({ ...named, records: all.toReversed() });
        expect(turned).toMatchObject(figures);
        expect(turned.runs).toEqual(runs.toReversed());
        if (figures.testAccuracy) expect(turned.diagnosis).toEqual(diagnosis);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the layers of an activation', () => {
  const seeds = [
    [probe(0, [0.2, 0.4], 0.25), probe(10, [0.1, 0.1], 0.5), probe(20, [0.5, 0.7], 0.01)],
    [probe(0, [0.2, 0.4], 0.5), probe(20, [0.3, 0.3], 0.04)],
    [probe(0, [0.2, 0.4], 0.125), probe(20, [0.9, 0.9], 0.09)],
  ];

  it('are medians over seeds, of the mean over hidden layers, at the last probe', () => {
    const { attenuation, saturated, dead } = summaryOf(seeds.map((probes) => ({ test: [0.9], probes })));
    expect(attenuation).toEqual({ start: { total: 0.25, perLayer: 0.25 }, end: { total: 0.04, perLayer: 0.04 } });
    expect([saturated, dead]).toEqual([0.6, 0.3]);
  });

  it('keep total a power of perLayer, also of an even number of seeds', () => {
    const deep = [0.01, 0.0016].map((total) => ({ probes: [probe(0, [0, 0, 0, 0], total)] }));
    const { start } = summaryOf(deep).attenuation;
    expect(start?.total).toBeCloseTo(0.004, 15);
    expect(start?.perLayer).toBeCloseTo(0.004 ** (1 / 3), 15);
  });

  it('leave out what is not finite, and count a gradient that vanished altogether', () => {
    const lost = (total: number) => ({ status: 'diverged' as const, probes: [probe(0, [Number.NaN, 0.5], total)] });
    const { attenuation, saturated } = summaryOf([lost(Number.NaN), { probes: [probe(0, [0.5, 0.5], 0.5)] }]);
    expect([attenuation.end?.total, saturated]).toEqual([0.5, 0.5]);
    expect(summaryOf([lost(0)]).attenuation.end).toEqual({ total: 0, perLayer: 0 });
  });

  it('have no attenuation with one hidden layer, and no shares with none', () => {
    const one = summaryOf([{ probes: [probe(0, [0.3], 1)] }]);
    expect([one.attenuation.start, one.saturated]).toEqual([null, 0.3]);
    expect(summaryOf([{ probes: [probe(0, [], 1)] }])).toMatchObject({ saturated: null, dead: null });
  });
});
