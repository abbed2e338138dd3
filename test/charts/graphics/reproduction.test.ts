import { describe, expect, it } from 'vitest';
import { reproductionChart, toSvg } from '../../../src/charts/graphics/index.ts';
import type { PresetChart } from '../../../src/experiments/reproduction/preset.ts';

const figure: PresetChart = {
  title: 'Speed by layer',
  x: { title: 'layer' },
  y: { title: 'norm', log: true },
  series: [
    {
      name: 'deep',
      drawn: 'both',
      points: [
        [1, 0.01],
        [2, 0.1],
        [3, 1],
      ],
    },
    {
      name: 'deep',
      drawn: 'line',
      points: [
        [1, 0.02],
        [3, 0.9],
      ],
      published: true,
    },
    {
      name: 'flat',
      drawn: 'line',
      points: [
        [1, 0.5],
        [2, Number.NaN],
        [3, 0],
      ],
    },
    { name: 'flat', drawn: 'points', points: [[3, 0.4]], published: true },
  ],
};

async function drawn(chart: PresetChart): Promise<string> {
  const complaints: string[] = [];
  const svg = await toSvg(reproductionChart(chart), { warn: (message) => complaints.push(message) });
  expect(complaints).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  return svg;
}

describe('the chart of a reproduction', () => {
  it('has ours and the published in the same colours, told apart', async () => {
    const { data, usermeta, title } = reproductionChart(figure);
    expect(usermeta.legend.map(({ label }) => label)).toEqual(['deep', 'flat']);
    expect(data.values.filter(({ set }) => set === 'published').map(({ x, value }) => [x, value])).toEqual([
      [1, 0.02],
      [3, 0.9],
      [3, 0.4],
    ]);
    expect(title.subtitle.join(' ')).toMatch(
      /hollow marks: the published figures.*2 values that are zero or not finite/,
    );
    const svg = await drawn(figure);
    for (const word of ['Speed by layer', 'layer', 'norm', 'deep', 'flat', 'measured', 'published'])
      expect(svg).toContain(word);
  });

  it('draws lines through the points of lines only, and marks by which several are told apart', () => {
    const { values } = reproductionChart(figure).data;
    const of = (series: string, set: string) => values.filter((row) => row.series === series && row.set === set);
    expect(of('deep', 'measured').every(({ lined, mark }) => lined && mark)).toBe(true);
    expect(of('deep', 'published').every(({ lined }) => lined)).toBe(true);
    expect(of('deep', 'published').some(({ mark }) => mark)).toBe(true);
    const [alone] = figure.series.slice(1, 2);
    expect(reproductionChart({ ...figure, series: [alone] }).data.values.some(({ mark }) => mark)).toBe(false);
    expect(of('flat', 'published')).toMatchObject([{ lined: false, mark: true }]);
  });

  it('thins out long lines, and keeps percentages and fractions on its axes', async () => {
    const points = Array.from({ length: 5000 }, (_, k) => [k / 10, 0.5 + k / 10_000] as const);
    const long: PresetChart = {
      title: 'Accuracy',
      x: { title: 'epoch' },
      y: { title: 'accuracy', unit: 'percent' },
      series: [{ name: 'a', drawn: 'both', points }],
    };
    const spec = reproductionChart(long);
    expect(spec.data.values.length).toBeLessThan(400);
    expect(spec.title.subtitle).toEqual([]);
    expect(await drawn(long)).toMatch(/[5-9]\d%/);
  });

  it('survives a chart without a point', async () => {
    expect(await drawn({ ...figure, series: [] })).toContain('No value to draw');
  });
});
