import { type LoggerInterface, parse } from 'vega';
import { compile } from 'vega-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationByName, activationNames } from '../../../src/activations/index.ts';
import { asVegaLite } from '../../../src/charts/graphics/chart-spec.ts';
import * as graphics from '../../../src/charts/graphics/index.ts';
import type { RunRecord } from '../../../src/runs/folder/run-record.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { searchOf, trained } from '../records.ts';
import { epochs, extremes, madeUp } from './extremes.ts';

let base: RunRecord;
beforeAll(async () => {
  base = await trained({ activation: 'sigmoid' });
});

/** Every chart that can be made of runs. */
function chartsOf(name: string, runs: readonly RunRecord[]): Record<string, graphics.ChartSpec> {
  const groups = [{ name, runs }];
  return {
    loss: graphics.learningCurves(groups),
    'loss by seconds, log': graphics.learningCurves(groups, { x: 'seconds', log: true }),
    accuracy: graphics.learningCurves(groups, { metric: 'accuracy', x: 'step' }),
    'gradient norms': graphics.gradientNorms(groups[0]),
    'update ratios': graphics.updateRatios(groups[0]),
    saturated: graphics.layerCurves(groups[0], 'saturated'),
    off: graphics.layerCurves(groups[0], 'off'),
    'heat map': graphics.gradientHeatMap(groups[0]),
    outputs: graphics.histograms(runs[0], 'activation'),
    gradients: graphics.histograms(runs[0], 'gradient'),
    attenuation: graphics.attenuationCurves(groups),
  };
}

/** The chart as SVG; neither that nor the whole chart, with what answers the pointer, gives cause for a complaint. */
async function drawn(spec: graphics.ChartSpec): Promise<string> {
  const complaints: string[] = [];
  const warn = (...messages: readonly unknown[]) => {
    complaints.push(messages.join(' '));
    return logger;
  };
  const pass = () => logger;
  const logger = { level: () => 2, warn, error: warn, info: pass, debug: pass } as unknown as LoggerInterface;
  const before = structuredClone(spec);
  const { spec: compiled } = compile(asVegaLite(spec), { config: graphics.themeConfig('page'), logger });
  parse(compiled);
  const svg = await graphics.toSvg(spec, { warn });
  expect(complaints).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(spec).toEqual(before);
  expect(JSON.stringify(spec)).not.toContain('undefined');
  return svg;
}

const textOf = (spec: graphics.ChartSpec) => [spec.title.text, ...spec.title.subtitle].join(' ');

describe('charts of a training', () => {
  it('are drawn without a complaint, and say what they show', async () => {
    for (const spec of Object.values(chartsOf('sigmoid', [base]))) {
      const svg = await drawn(spec);
      expect(svg).toContain(spec.title.text);
    }
  });

  it('hold the figures of the training', () => {
    const { data } = graphics.learningCurves([{ name: 'sigmoid', runs: [base] }]);
    const test = data.values.filter(({ set }) => set === 'test');
    expect(test.map(({ value }) => value)).toEqual(base.metrics.map(({ test }) => test?.loss));
    expect(new Set(data.values.map(({ set }) => set))).toEqual(new Set(['test', 'train', 'validation']));
  });

  it.each([
    'one epoch',
    'no epoch',
    'not probed',
    'thousands of epochs',
    'one layer',
    'twenty layers',
    'diverged',
    'seeds of unequal length',
    'no finite value',
    'wild',
  ])('survive: %s', async (what) => {
    const runs = extremes(base)[what];
    for (const spec of Object.values(chartsOf('sigmoid', runs))) {
      await drawn(spec);
      expect(spec.data.values.length).toBeLessThan(3000);
    }
  });

  it('tell what is left out, and who diverged', () => {
    const { wild, diverged } = extremes(base);
    const charts = chartsOf('sigmoid', wild);
    // Of four losses on two sets, NaN and Infinity are no numbers, and 0 has no place on a logarithmic axis.
    expect(textOf(charts.loss)).toContain('4 values that are not finite are left out');
    expect(textOf(charts['loss by seconds, log'])).toContain('6 values that are zero or not finite');
    // Four probes after the first, three layers each: none of them can be drawn.
    expect(textOf(charts['gradient norms'])).toContain('12 values that are zero or not finite');
    expect(textOf(graphics.learningCurves([{ name: 'tanh', runs: diverged }]))).toContain('Diverged');
  });

  it('keep a spike when thousands of points are thinned out', () => {
    const runs = [
      madeUp(
        base,
        epochs(5000, (e) => (e === 3333 ? 50 : 1)),
        2,
      ),
    ];
    const { data } = graphics.learningCurves([{ name: 'relu', runs }]);
    const test = data.values.filter(({ set }) => set === 'test');
    expect(test.length).toBeLessThan(400);
    expect(test.find(({ value }) => value === 50)).toMatchObject({ epoch: 3333 });
    expect(test.at(-1)).toMatchObject({ epoch: 5000 });
  });

  it('show the median and the range of several seeds', () => {
    const runs = [3, 1, 2].map((level) =>
      madeUp(
        base,
        epochs(2, () => level),
        2,
      ),
    );
    const spec = graphics.learningCurves([{ name: 'relu', runs }]);
    expect(spec.data.values[0]).toMatchObject({ value: 2, low: 1, high: 3, runs: 3 });
    expect(textOf(spec)).toMatch(/medians, bands \(test\) run from the least to the greatest of 3 seeds/);
  });
});

describe('the line of guessing', () => {
  const rules = (spec: graphics.ChartSpec) =>
    (spec.layer as { mark: { type: string; text?: string }; data?: { values: { value: number }[] } }[])
      .filter(({ data }) => data)
      .map(({ mark, data }) => [mark.type, data?.values[0].value, mark.text]);

  it('stands at ln of the classes and at one of them, and the axes hold it', async () => {
    const { classes } = base.config.network;
    const flat = madeUp(base, epochs(3, () => 2.5), 2); // biome-ignore format: a line
    for (const [metric, value] of [
      ['loss', Math.log(classes)],
      ['accuracy', 1 / classes],
    ] as const) {
      // biome-ignore format: a table
      const spec = graphics.learningCurves([{ name: 'relu', runs: [flat] }], { metric });
      expect(rules(spec).map(([, at]) => at)).toEqual([value, value]);
      expect(rules(spec)[1][2]).toMatch(`guessing among ${classes} classes`);
      // Linear axes begin at zero, so that a curve that stays where it is looks like one.
      expect(spec.encoding).toMatchObject({ y: { scale: { zero: true } } });
      expect(await drawn(spec)).toContain(`guessing among ${classes} classes`);
    }
  });

  it('is left out where runs do not share it', () => {
    const other = { ...base, config: { ...base.config, network: { ...base.config.network, classes: 7 } } };
    const groups = [base, other].map((run, k) => ({ name: String(k), runs: [run] }));
    expect(rules(graphics.learningCurves(groups))).toEqual([]);
  });
});

describe('histograms of outputs', () => {
  it('give logits an axis of their own', () => {
    const spec = graphics.histograms(base, 'activation');
    const parts = spec.vconcat as { transform: { filter: string }[] }[];
    const layers = base.probes[0].layers.length;
    expect(parts.map(({ transform: [{ filter }] }) => filter)).toEqual([
      `datum.layer === ${layers}`,
      `datum.layer < ${layers}`,
    ]);
  });
});

describe('the chart of a learning-rate search', () => {
  it('marks the stages, the best rate, and what diverged', async () => {
    const spec = graphics.rateSearchCurves([
      { name: 'relu', search: searchOf(0.1) },
      { name: 'tanh', search: searchOf(2) },
    ]);
    const svg = await drawn(spec);
    for (const word of ['grid', 'extension', 'refinement', 'learning rate', 'relu', 'tanh'])
      expect(svg).toContain(word);
    expect(spec.data.values.filter(({ outcome }) => outcome === 'best').map(({ lr }) => lr)).toEqual([0.1, 2]);
    expect(textOf(spec)).toContain('2 short runs that diverged');
  });

  it('survives a search in which all diverged', async () => {
    const tried = [1, 10].map((lr) => ({ lr, loss: null, accuracy: null, stage: 'grid' as const }));
    await drawn(graphics.rateSearchCurves([{ name: 'relu', search: { tried, best: 1, epochs: 1, seed: 0 } }]));
  });
});

describe('the chart of activation functions', () => {
  it('is the classic picture: the logistic function beside tanh, and their slopes', async () => {
    const spec = graphics.activationFunctions(graphics.classicPair);
    const svg = await drawn(spec);
    for (const word of ['sigmoid', 'tanh', 'f(z)']) expect(svg).toContain(word);
    const at = (series: string) => spec.data.values.find((row) => row.series === series && row.z === 0);
    expect(at('sigmoid')).toMatchObject({ f: 0.5, df: 0.25 });
    expect(at('tanh')).toMatchObject({ f: 0, df: 1 });
  });

  it('breaks the slope where it jumps', () => {
    const { data } = graphics.activationFunctions([activationByName('relu')]);
    const around = data.values.filter(({ z }) => Math.abs(Number(z)) < 0.01);
    expect(around.map(({ df }) => df)).toEqual([0, null, 1]);
  });

  it('takes all of them at once, each told apart, and leaves out what acts on rows', async () => {
    const spec = graphics.activationFunctions(activationNames.map(activationByName));
    await drawn(spec);
    const looks = spec.usermeta.legend.map(({ colour, shape, dash }) => JSON.stringify([colour, shape, dash]));
    expect(new Set(looks).size).toBe(looks.length);
    expect(textOf(spec)).toContain('softmax');
  });

  it('refuses what cannot be drawn', () => {
    expect(() => graphics.activationFunctions([activationByName('softmax')])).toThrow(UserError);
    expect(() => graphics.activationFunctions(graphics.classicPair, { from: 1, to: 1 })).toThrow(UserError);
  });
});
