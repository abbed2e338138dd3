import { describe, expect, it } from 'vitest';
import { chosenCurves, seriesOf } from '../../src/charts/curve-selection.ts';
import { curvesCsv } from '../../src/charts/curve-table.ts';
import { curvesChart } from '../../src/charts/curves-chart.ts';
import { shortLabels } from '../../src/charts/labels.ts';
import type { LoggedCurve, LoggedCurves } from '../../src/runs/logs/curves.ts';
import { english } from '../../src/words/index.ts';
import { expectToFit, PLAIN } from './arbitrary-terminal.ts';

function losses(part: string, per: LoggedCurve['per'], values: readonly number[], steps: number): LoggedCurve {
  const points = values.map((value, k) => {
    const step = (k + 1) * steps;
    return { epoch: step / 100, step, seconds: null, value };
  });
  return { metric: 'loss', part, per, points };
}

const log = (...curves: LoggedCurve[]): LoggedCurves => ({ source: '', dialect: '', curves, ended: true, skipped: [] });
const both = log(losses('train', 'epoch', [2, 1], 100), losses('train', 'step', [3, 2.5, 2, 1], 50));
const view = { metric: 'loss', x: 'epoch', smooth: 0 } as const;

describe('chosenCurves', () => {
  it('takes whole epochs over epochs, and single steps over steps', () => {
    const values = (x: 'epoch' | 'step') =>
      chosenCurves([{ label: 'a', log: both }], { ...view, x }).map(({ points }) => points.map((p) => [p.x, p.value]));
    expect(values('epoch')).toEqual([[[1, 2], [2, 1]]]); // biome-ignore format: a table
    expect(values('step')).toEqual([[[50, 3], [100, 2.5], [150, 2], [200, 1]]]); // biome-ignore format: a table
  });

  it('leaves out what has no such axis', () => {
    expect(chosenCurves([{ label: 'a', log: both }], { ...view, x: 'seconds' })).toEqual([]);
  });

  it('smooths in the order of the log', () => {
    const [{ points }] = chosenCurves([{ label: 'a', log: both }], { ...view, smooth: 0.5 });
    expect(points.map(({ value }) => value)).toEqual([2, 1]);
    expect(points.map(({ smoothed }) => smoothed)).toEqual([2, 1 / 0.75]);
  });
});

describe('labels of curves', () => {
  const test = losses('test', 'epoch', [1], 100);
  const train = losses('train', 'epoch', [1], 100);
  const labels = (...logs: LoggedCurves[]) =>
    seriesOf(
      chosenCurves(
        logs.map((one, k) => ({ label: 'ab'[k], log: one })),
        view,
      ),
      english,
    ).map(({ label }) => label);

  it('name the part, the run, or both, whichever tells them apart', () => {
    expect(labels(log(train, test))).toEqual(['train', 'test']);
    expect(labels(log(train), log(train))).toEqual(['a', 'b']);
    expect(labels(log(train, test), log(test))).toEqual(['a train', 'a test', 'b test']);
  });

  it('of runs are as short as they can be', () => {
    expect(shortLabels(['runs/a', 'runs/b/'])).toEqual(['a', 'b']);
    expect(shortLabels(['x/runs/a', 'y/runs/a', 'c'])).toEqual(['x/runs/a', 'y/runs/a', 'c']);
    expect(shortLabels(['runs/a', 'a'])).toEqual(['runs/a', 'a']);
    expect(shortLabels(['a', 'a', '/'])).toEqual(['a', 'a', '/']);
    expect(shortLabels([`a${String.fromCharCode(27)}[2Jb`])).toEqual(['ab']);
  });
});

describe('curvesChart', () => {
  const runs = Array.from({ length: 10 }, (_, k) => ({ label: `run-${k}`, log: both }));

  it.each([12, 20, 24, 40])('fits a window of %d lines', (height) => {
    for (const columns of [60, 160]) {
      for (const unicode of [true, false]) {
        const terminal = { columns, unicode, colour: false };
        const chart = curvesChart(chosenCurves(runs.slice(0, 2), view), { ...view, log: false, height }, terminal);
        expectToFit(chart, terminal);
        expect(chart.split('\n').length).toBeLessThanOrEqual(height);
      }
    }
  });

  it('gives ten runs ten different marks', () => {
    const legend = curvesChart(chosenCurves(runs, view), { ...view, log: false }, PLAIN).match(/\S(?= run-\d)/g);
    expect(new Set(legend).size).toBe(10);
  });
});

it('curvesCsv has a row per point, with empty cells for what is not known', () => {
  expect(curvesCsv(chosenCurves([{ label: 'a,b', log: both }], { ...view, smooth: 0.5 }), 'loss')).toBe(
    `run,metric,part,epoch,step,seconds,value,smoothed\n"a,b",loss,train,1,100,,2,2\n"a,b",loss,train,2,200,,1,${1 / 0.75}\n`,
  );
});

it('curvesCsv lets no name run as a formula in a spreadsheet', () => {
  const csv = curvesCsv(chosenCurves([{ label: '=HYPERLINK("x")', log: both }], view), 'loss');
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
});
