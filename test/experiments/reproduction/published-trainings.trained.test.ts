import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/experiments/reproduction/figure.ts';
import { measureSklearn } from '../../../src/experiments/reproduction/presets/sklearn-relu-50.ts';
import { measureSnn } from '../../../src/experiments/reproduction/presets/snn-selu-vs-relu.ts';
import { needs } from '../../support/needs.ts';
import { sharedMnist } from '../../support/shared.ts';
import { smallRunner } from './small-runner.ts';

const first = ({ figures }: Awaited<ReturnType<typeof measureSklearn>>, count = 1) =>
  figures.slice(0, count).map(outcomeOf);

describe('published trainings, first epochs on 60,000 images', needs('mnist'), () => {
  const runner = smallRunner(sharedMnist);

  it('sklearn-relu-50: as published, and not with another rate or other draws', { timeout: 300_000 }, async () => {
    expect(first(await measureSklearn(runner, { epochs: 2 }), 2)).toEqual(['reproduced', 'reproduced']);
    expect(first(await measureSklearn(runner, { epochs: 1, momentum: 0 }))).toEqual(['outside']);
    expect(first(await measureSklearn(runner, { epochs: 1, init: 'normal:0.01' }))).toEqual(['outside']);
  });

  it('snn-selu-vs-relu: relu as published, and neither at three times the rate', { timeout: 600_000 }, async () => {
    expect(first(await measureSnn(runner), 2)[1]).toBe('reproduced');
    expect(first(await measureSnn(runner, { lr: 0.003 }), 2)).toEqual(['outside', 'outside']);
  });
});
