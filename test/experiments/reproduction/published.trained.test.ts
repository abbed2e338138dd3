import { describe, expect, it } from 'vitest';
import { asInTheBook } from '../../../src/experiments/reproduction/nielsen.ts';
import { cases, cs231nSignal, measureSignal } from '../../../src/experiments/reproduction/presets/cs231n-signal.ts';
import {
  glorotGradientFlow,
  inits,
  measureFlow,
} from '../../../src/experiments/reproduction/presets/glorot-gradient-flow.ts';
import {
  measureGradients,
  nielsenCh5Gradients,
} from '../../../src/experiments/reproduction/presets/nielsen-ch5-gradients.ts';
import {
  measurePlateau,
  nielsenCh5Plateau,
} from '../../../src/experiments/reproduction/presets/nielsen-ch5-plateau.ts';
import { needs } from '../../support/needs.ts';
import { amiss, localRunner, outcomes } from './runners.ts';

/** What a preset's setting is for: as published it gives what was published, and got wrong it does not. */
describe('the signal through ten layers', () => {
  it('is as published', async () => {
    const measurement = await cs231nSignal.measure(localRunner({ seeds: 3 }));
    expect(amiss(measurement)).toEqual([]);
    expect(measurement.figures).toHaveLength(13);
  });

  it('is not with weights 5 % too large', async () => {
    const wrong = cases.slice(0, 1).map((one) => ({ ...one, init: 'normal:0.0105' }));
    expect(amiss(await measureSignal(localRunner({}), wrong))).toHaveLength(5);
  });
});

describe('gradients by layer, before training', needs('mnist'), () => {
  it('are as published', async () => {
    const measurement = await nielsenCh5Gradients.measure(localRunner({ seeds: nielsenCh5Gradients.quickSeeds }));
    expect(amiss(measurement)).toEqual([]);
    expect(measurement.figures).toHaveLength(10);
  });

  it.each([
    ['the quadratic cost', { head: 'sigmoid-mse' }],
    ['other initial weights', { init: 'nielsen-large' }],
    ['tanh', { activation: 'tanh' }],
  ] as const)('are not with %s', async (_what, wrong) => {
    const measurement = await measureGradients(localRunner({ seeds: 3 }), { ...asInTheBook, ...wrong });
    expect(amiss(measurement).length).toBeGreaterThan(5);
  });

  it('have no ratio from few seeds', async () => {
    expect(outcomes(await nielsenCh5Gradients.measure(localRunner({})))).not.toHaveProperty(
      'ratio to the layer before',
    );
  });
});

describe("the gradient's way down, before training", needs('mnist'), () => {
  it('is as published', async () => {
    expect(amiss(await glorotGradientFlow.measure(localRunner({})))).toEqual([]);
  });

  it('is not where the two initializers are taken for each other', async () => {
    const { standard, normalized } = inits;
    const wrong = {
      standard: { ...standard, init: normalized.init },
      normalized: { ...normalized, init: standard.init },
    };
    expect(amiss(await measureFlow(localRunner({}), wrong)).length).toBeGreaterThanOrEqual(4);
  });
});

describe('the gradient after 499 updates', needs('mnist'), () => {
  it('is as published', async () => {
    expect(amiss(await nielsenCh5Plateau.measure(localRunner({})))).toEqual([]);
  });

  it('is not without the decay of weights', async () => {
    expect(amiss(await measurePlateau(localRunner({}), 0)).length).toBeGreaterThan(0);
  });
});
