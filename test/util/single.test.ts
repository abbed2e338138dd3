import { describe, expect, it } from 'vitest';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { optimizerByName } from '../../src/nn/optimizers/index.ts';
import { requireFinite } from '../../src/runs/models/model-file.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { predict } from '../../src/training/predict.ts';
import { fitsSingle } from '../../src/util/single.ts';
import { mistakeIn, mistakeOf } from '../dataset/user-mistake.ts';

describe('what float32 cannot hold', () => {
  it.each([
    [0, true],
    [2 ** -126, true],
    [-3.4e38, true],
    [1e-46, false],
    [1e-40, false],
    [3.5e38, false],
    [1e300, false],
    [Number.NaN, false],
  ])('%d: %s', (value, fits) => {
    expect(fitsSingle(value)).toBe(fits);
  });

  it.each(['clipNorm', 'l2', 'lr', 'weightDecay'])('is no %s', (name) => {
    for (const value of [1e-46, 1e300]) {
      const { message } = mistakeOf(() => resolveSettings({ values: { [name]: value } }));
      expect(message).toMatch(new RegExp(`^${name} must be .*as float32 holds; received ${value}`.replace('+', '.')));
    }
    expect(resolveSettings({ values: { [name]: 1e-30 } })).toMatchObject({ [name]: 1e-30 });
  });

  it.each(['adam:0.9,0.999,1e-300', 'adam:0.9,0.99999999999', 'rmsprop:1e-60'])('is no constant: %s', (text) => {
    expect(mistakeOf(() => optimizerByName(text)).message).toMatch(/as float32 holds them/);
  });

  it('is no weight, on the engine that computes in it', () => {
    const tensor = { name: 'w', shape: [2], values: Float64Array.of(1, 1e300) };
    expect(() => requireFinite(tensor, 'f')).not.toThrow();
    expect(mistakeOf(() => requireFinite(tensor, 'f', 'float32')).message).toMatch(
      /finite in float32.*1e\+300 in w\[1\]/,
    );
  });

  it('is no output', async () => {
    const network = new Network({ inputs: 2, layers: [dense(3)] });
    network.parameters.fill(1e200);
    const { message } = await mistakeIn(predict(network, Float64Array.of(0, 0, 1e200, -1e200), { kind: '1' }));
    expect(message).toMatch(/outputs of the network must be finite/);
  });
});
