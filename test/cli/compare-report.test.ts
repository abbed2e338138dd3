import { describe, expect, it } from 'vitest';
import { blockWidth } from '../../src/charts/text.ts';
import { comparisonReport } from '../../src/cli/commands/compare/report.ts';
import { searchReport } from '../../src/cli/commands/compare/search-report.ts';
import { comparisonTable } from '../../src/cli/commands/compare/table.ts';
import type { ActivationResult, Comparison, TriedRate } from '../../src/experiments/comparison.ts';
import { resolvePlan } from '../../src/experiments/plan.ts';

const plain = (columns: number, unicode = true) => ({ columns, unicode, colour: false });
const all = <T>(of: T) => ({ '0.90': of, '0.95': of, '0.97': of, '0.98': of });
const tried = (losses: Record<string, number | null>): TriedRate[] =>
  Object.entries(losses).map(([lr, loss]) => ({
    lr: Number(lr),
    loss,
    accuracy: loss === null ? null : 0.5,
    stage: 'grid',
  }));

function result(name: string, more: Partial<ActivationResult> = {}): ActivationResult {
  const run = {
    run: 'r',
    status: 'finished',
    testAccuracy: 0.95,
    testLoss: 0.2,
    epochsTo: all(2),
    areaUnderLoss: 0.25,
    seconds: 1,
  } as const;
  const rates = tried({ 0.01: 0.9, 0.032: 0.5, 0.1: 0.3, 0.32: 0.4, 1: null, 0.056: 0.35, 0.18: 0.31 });
  return {
    name,
    lr: 0.1,
    init: 'glorot-uniform',
    search: { tried: rates, best: 0.1, epochs: 2, seed: 0 },
    runs: [0, 1, 2].map((seed) => ({ ...run, seed })),
    testAccuracy: { median: 0.95, min: 0.941, max: 0.96, ci95: [0.942, 0.959] },
    testLoss: { median: 0.2, min: 0.19, max: 0.21, ci95: null },
    epochsTo: all({ median: 2, reached: 3, of: 3 }),
    stepsTo: all({ median: 20, reached: 3, of: 3 }),
    secondsTo: all({ median: 1, reached: 3, of: 3 }),
    areaUnderLoss: 0.25,
    attenuation: { start: { total: 1 / 340, perLayer: 0.23 }, end: { total: 1.21, perLayer: 1.05 } },
    saturated: 0.925,
    off: 0.5,
    dead: 0,
    samplesPerSecond: 123456.7,
    status: { finished: 2, diverged: 1 },
    diagnosis: [],
    ...more,
  };
}

const results = [result('sigmoid'), result('tanh'), result('relu')];

function comparison(activations: readonly ActivationResult[]): Comparison {
  const { settings } = resolvePlan();
  const versions = { gradlens: '0', node: '20' };
  const plan = { activations: activations.map(({ name }) => name), seeds: 3, lr: 'search' as const };
  const facts = { folder: 'runs/c', versions, settings, plan, fixed: [], seeds: [0, 1, 2] };
  return { ...facts, activations, verdicts: [], seconds: 12 };
}

describe('the table of a comparison', () => {
  it('has a column for each activation', () => {
    const lines = comparisonTable(results, plain(100)).split('\n');
    expect(lines[0]).toMatch(/^ +sigmoid +tanh +relu$/);
    const row = (label: string) =>
      lines
        .find((line) => line.startsWith(` ${label} `))
        ?.trim()
        .split(/ {2,}/)[1];
    expect(row('test accuracy')).toBe('95.00 %');
    expect(row('from, to')).toBe('94.10-96.00 %');
    expect(row('95 % interval')).toBe('94.20-95.90 %');
    expect(row('gradient left, at start')).toBe('1/340');
    expect(row('gradient left, at end')).toBe('1.210');
    expect(row('saturated')).toBe('92.50 %');
    expect(row('off')).toBe('50.00 %');
    expect(row('samples/s')).toBe('123,457');
    expect(row('status')).toBe('2 finished');
  });

  it('says how many got there where some did not', () => {
    const censored = (median: number | null, reached: number) =>
      comparisonTable([result('relu', { epochsTo: all({ median, reached, of: 3 }) })], plain(80));
    expect(censored(4, 3)).toMatch(/epochs to 90 % +4$/m);
    expect(censored(4, 2)).toMatch(/epochs to 90 % +4 \(2 of 3\)$/m);
    expect(censored(null, 1)).toMatch(/epochs to 90 % +- \(1 of 3\)$/m);
    expect(censored(null, 0)).toMatch(/epochs to 90 % +never$/m);
  });

  it('leaves out what nobody has: no interval, no probes', () => {
    const attenuation = { start: null, end: null };
    const bare = result('relu', { testAccuracy: null, attenuation, saturated: null, off: null, dead: null });
    expect(comparisonTable([bare], plain(80))).not.toMatch(/interval|gradient|saturated|off|dead|test accuracy/);
    expect(comparisonTable([bare, result('tanh')], plain(80))).toMatch(/95 % interval +- +94.20-95.90 %/);
  });

  it.each([30, 60, 80, 160])('is never wider than the terminal: %d columns', (columns) => {
    expect(blockWidth(comparisonTable(results, plain(columns)))).toBeLessThanOrEqual(columns);
    const many = Array.from({ length: 12 }, (_, k) => result(`activation-${k}`));
    expect(blockWidth(comparisonTable(many, plain(columns)))).toBeLessThanOrEqual(columns);
    // Three still stand side by side on 60.
    if (columns >= 60) expect(comparisonTable(results, plain(columns))).toMatch(/^ +sigmoid +tanh +relu$/m);
  });
});

describe('the searches of a comparison', () => {
  it('show all that was tried, in order, with the best marked', () => {
    const text = searchReport(comparison([result('relu')]), plain(160));
    expect(text).toContain('0.01:0.9 0.032:0.5 0.056:0.35 [0.1:0.3] 0.18:0.31 0.32:0.4 1:diverged');
    expect(text).toMatch(/relu +0\.1 +█▃▁▁▁▂ /);
    expect(blockWidth(searchReport(comparison(results), plain(60)))).toBeLessThanOrEqual(70);
  });

  it('say what the choice is worth', () => {
    const remark = (losses: Record<string, number>, best: number) =>
      searchReport(
        comparison([result('relu', { search: { tried: tried(losses), best, epochs: 1, seed: 0 } })]),
        plain(200),
      );
    expect(remark({ 0.01: 2.31, 0.1: 2.3, 1: 2.305 }, 0.1)).toMatch(/relu: no rate made a difference/);
    expect(remark({ 0.01: 3, 0.1: 2, 1: 1 }, 1)).toMatch(/relu: 1 is at the edge of all that was tried/);
    expect(remark({ 0.01: 3, 0.1: 1.01, 1: 1 }, 0.1)).toMatch(/within 2 % count as equal/);
    expect(remark({ 0.01: 3, 0.1: 1, 1: 2 }, 0.1)).not.toMatch(/\n(relu|Losses)/);
  });
});

it('the report is plain ASCII where the terminal is, and names report.html', () => {
  const finding = { rule: 'r', severity: 'problem', text: 'Too “deep”.', advice: 'Try relu.', source: 's' } as const;
  const activations = [result('sigmoid', { diagnosis: [finding] })];
  const record = { comparison: comparison(activations), runs: [[]] };
  const surroundings = { report: 'runs/c/report.html', threads: 2, busy: 0.934 };
  const text = comparisonReport(record, surroundings, plain(80, false));
  expect([...text].filter((character) => character.charCodeAt(0) > 126)).toEqual([]);
  expect(text).toContain('sigmoid\n    problem: Too ?deep?. Try relu.');
  expect(text).toMatch(/3 runs and 7 short ones in 12.0 s, 2 threads 93.40 % busy\./);
  expect(text).toMatch(/open in a browser: runs\/c\/report.html$/);
});
