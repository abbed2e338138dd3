import { describe, expect, it } from 'vitest';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { evaluate } from '../../src/training/evaluate.ts';
import { raw, tinyData, tinyNetwork } from './tiny.ts';

describe('evaluate', () => {
  it('is ln of the classes and the share of class 0 for a network of zeros', async () => {
    const network = new Network({ inputs: 4, layers: [dense(3)], init: 'zeros' });
    const { loss, accuracy, predictions, confidence, losses } = await evaluate(network, tinyData(9), raw);
    expect(loss).toBeCloseTo(Math.log(3), 14);
    expect(accuracy).toBe(3 / 9);
    expect([...predictions]).toEqual(new Array(9).fill(0));
    for (const one of confidence) expect(one).toBeCloseTo(1 / 3, 14);
    for (const one of losses) expect(one).toBeCloseTo(Math.log(3), 14);
  });

  it('gives in file order, over many batches and a last short one, what one forward pass gives', async () => {
    const data = tinyData(451);
    const network = tinyNetwork();
    const evaluation = await evaluate(network, data, raw);
    const whole = tinyNetwork();
    const probabilities = whole.forward(data.values as Float64Array);
    const loss = whole.loss(data.labels);
    expect(evaluation.loss).toBeCloseTo(loss, 12);
    expect(evaluation.accuracy).toBe(whole.correct(data.labels) / 451);
    expect([...evaluation.losses]).toEqual([...whole.losses]);
    evaluation.predictions.forEach((predicted, row) => {
      const own = probabilities.subarray(row * 3, row * 3 + 3);
      expect(evaluation.confidence[row]).toBe(Math.max(...own));
      expect(own[predicted]).toBe(Math.max(...own));
    });
  });

  it('drops no units', async () => {
    const data = tinyData(30);
    const [dropping, whole] = [tinyNetwork({ dropout: 0.5 }), tinyNetwork()];
    expect(await evaluate(dropping, data, raw)).toEqual(await evaluate(whole, data, raw));
  });

  it('scales as it is told', async () => {
    const data = tinyData(30);
    const doubled = { ...data, values: data.values.map((v) => 2 * v + 1) as Float64Array };
    const scale = { kind: 'standardize', mean: [1], deviation: [2] } as const;
    const { loss } = await evaluate(tinyNetwork(), doubled, scale);
    expect(loss).toBeCloseTo((await evaluate(tinyNetwork(), data, raw)).loss, 12);
  });
});
