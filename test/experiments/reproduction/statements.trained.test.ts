import { describe, expect, it } from 'vitest';
import { slice } from '../../../src/dataset/dataset.ts';
import { loadMnist10k } from '../../../src/dataset/digits/mnist10k.ts';
import { outcomeOf } from '../../../src/experiments/reproduction/figure.ts';
import type { PublishedFigure } from '../../../src/experiments/reproduction/preset.ts';
import { measureResidual } from '../../../src/experiments/reproduction/presets/he-residual.ts';
import { measureBatchNorm } from '../../../src/experiments/reproduction/presets/ioffe-batch-norm.ts';
import { collapseError } from '../../../src/experiments/reproduction/presets/linear-collapse.ts';
import { measureSaturation } from '../../../src/experiments/reproduction/presets/logistic-saturation.ts';
import { measureVanishing } from '../../../src/experiments/reproduction/presets/relu-against-vanishing.ts';
import { ours, printed, softmaxOverflow } from '../../../src/experiments/reproduction/presets/softmax-overflow.ts';
import { identityError, measureTanh } from '../../../src/experiments/reproduction/presets/tanh-beats-logistic.ts';
import { selectEngine } from '../../../src/kernels/index.ts';
import { reference } from '../../../src/kernels/reference/index.ts';
import { smallRunner } from './small-runner.ts';

/** Outcomes of the figures whose names match. */
const outcomes = (figures: readonly PublishedFigure[], name: RegExp) =>
  figures.filter((one) => name.test(one.name)).map(outcomeOf);

describe('linear-collapse, without training', () => {
  const images = slice(loadMnist10k().test, 0, 64);

  it.each([1, 3, 5])('%i identity layers are one matrix', (L) => {
    // Measured: 3e-15.
    expect(collapseError(L, 1, images)).toBeLessThan(1e-12);
  });

  it('one layer of tanh is not', () => expect(collapseError(1, 1, images, 'tanh')).toBeGreaterThan(0.01));
});

describe('softmax-overflow', () => {
  it('comes out', async () => {
    const { figures, charts } = await softmaxOverflow.measure(smallRunner());
    expect(figures).toHaveLength(7);
    expect(new Set(figures.map(outcomeOf))).toEqual(new Set(['reproduced']));
    // The line of the printed formula ends where it overflows.
    expect(charts[0].series.map(({ points }) => points.length)).toEqual([71, 9, 101]);
  });

  it('the printed formula is right as long as it does not overflow, so that the comparison is with the right thing', () => {
    const [theirs] = printed([3, 2, 1, 0, -1, -2, -3, -4, -5, -6]);
    // Measured: 1e-16 in float64, 3e-8 in float32.
    expect(Math.abs(ours(reference, 3).probability - theirs)).toBeLessThan(1e-15);
    expect(Math.abs(ours(selectEngine().kernels, 3).probability - theirs)).toBeLessThan(1e-6);
  });
});

describe('ioffe-batch-norm, in short', () => {
  it('comes out, and not where the two networks are taken for each other', { timeout: 120_000 }, async () => {
    const right = await measureBatchNorm(smallRunner(), { without: 'none', 'with batch norm': 'batch' });
    expect(right.figures.map(outcomeOf)).toEqual(['reproduced', 'reproduced', 'reproduced']);
    const wrong = await measureBatchNorm(smallRunner(), { without: 'batch', 'with batch norm': 'none' });
    expect(wrong.figures.map(outcomeOf)).toEqual(['outside', 'outside', 'outside']);
  });
});

describe('he-residual, in short', () => {
  const few = { trainSize: 2000, epochs: 4 };
  it('comes out, and not without the connections', { timeout: 120_000 }, async () => {
    const right = await measureResidual(smallRunner(), true, few);
    expect(right.figures.map(outcomeOf)).toEqual(['reproduced', 'reproduced', 'reproduced']);
    // Exactly 1 where both networks are the same one: nothing is gained.
    const { figures } = await measureResidual(smallRunner(), false, few);
    expect(figures.slice(1).map(({ measured }) => measured)).toEqual([1, 1]);
  });
});

describe('tanh-beats-logistic', () => {
  it('tanh(z) = 2 sigmoid(2z) - 1, and not with another function', () => {
    // Measured: 2.2e-16.
    expect(identityError()).toBeLessThan(3 * 2 ** -52);
    expect(identityError('hard-sigmoid')).toBeGreaterThan(0.01);
  });

  it('is refuted where tanh gets a rate that is far too small', { timeout: 120_000 }, async () => {
    // Everything else small, too: nothing but the crippled side can decide.
    const small = { trainSize: 1000, hidden: [30] };
    const tanh = { ...small, schedule: 'exponential:0.01' };
    const { figures } = await measureTanh(smallRunner(), { tanh, sigmoid: small });
    expect(outcomes(figures, /sooner at 90/)).toEqual(['outside']);
    expect(outcomes(figures, /mean output/)).toEqual(['reproduced', 'reproduced']);
  });
});

describe('relu-against-vanishing', () => {
  const brief = { trainSize: 320, epochs: 1 };

  it('comes out at the start', { timeout: 60_000 }, async () => {
    const { figures, charts } = await measureVanishing(smallRunner(), brief);
    expect(outcomes(figures, /least|most/)).toEqual(new Array(6).fill('reproduced'));
    expect(charts.every(({ series }) => series.every(({ points }) => points.length > 1))).toBe(true);
  });

  it('does not with weights that are too small for relu and tanh', { timeout: 60_000 }, async () => {
    const { figures } = await measureVanishing(smallRunner(), { ...brief, init: 'normal:0.05' });
    expect(outcomes(figures, /relu.*least/)).toEqual(['outside']);
  });
});

describe('logistic-saturation', () => {
  it('is a matter of the push: without one, all learn and the gradient stays', { timeout: 120_000 }, async () => {
    const { figures } = await measureSaturation(smallRunner(), -0.5, { trainSize: 4000 });
    expect(outcomes(figures, /-0.5/)).toEqual(new Array(6).fill('outside'));
  });

  it('comes out at -10', { timeout: 120_000 }, async () => {
    const { figures } = await measureSaturation(smallRunner(), -10, { trainSize: 4000, epochs: 3 });
    expect(outcomes(figures, /-10/)).toEqual(new Array(6).fill('reproduced'));
  });
});
