import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { activations } from '../../src/activations/index.ts';
import { type CheckedLayers, checkedLayers } from '../../src/nn/gradient-check.ts';
import { headNames } from '../../src/nn/heads/index.ts';
import { normNames } from '../../src/nn/layers/index.ts';
import { gradlens } from './run.ts';
import { workshop } from './trained.ts';

describe('activations', () => {
  it('lists every function of the registry, and none other', async () => {
    const { code, stdout } = await gradlens(['activations']);
    expect(code).toBe(0);
    for (const { name } of activations) expect(stdout).toContain(`\n ${name} `);
    const json = JSON.parse((await gradlens(['activations', '--json'])).stdout);
    expect(json.map(({ name }: { name: string }) => name)).toEqual(activations.map(({ name }) => name));
  });

  it('shows those that were named, by any of their names', async () => {
    const { stdout } = await gradlens(['activations', 'swish', 'leaky_relu', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'silu' }, { name: 'leaky-relu' }]);
  });
});

describe('gradcheck', () => {
  const shape = z.strictObject({
    maxRelativeError: z.number(),
    combinations: z.array(
      z.strictObject({
        activation: z.string(),
        head: z.string(),
        hidden: z.array(z.number()),
        norm: z.enum(normNames),
        residual: z.boolean(),
        relativeError: z.number(),
      }),
    ),
  });

  it('checks every activation with every head and kind of network, to 1e-6', async () => {
    const { code, stdout } = await gradlens(['gradcheck', '--json']);
    expect(code).toBe(0);
    const { maxRelativeError, combinations } = shape.parse(JSON.parse(stdout));
    expect(maxRelativeError).toBeLessThanOrEqual(1e-6);
    expect(maxRelativeError).toBe(Math.max(...combinations.map(({ relativeError }) => relativeError)));
    const kind = ({ hidden, norm, residual }: CheckedLayers) => `${hidden.length} ${norm} ${residual}`;
    const done = combinations.map((one) => `${one.activation} ${one.head} ${kind(one)}`);
    const wanted = activations.flatMap(({ name }) =>
      headNames.flatMap((head) => checkedLayers.map((one) => `${name} ${head} ${kind(one)}`)),
    );
    expect(done.sort()).toEqual(wanted.sort());
  });

  it('reports the worst of each activation and kind of network', async () => {
    const { code, stdout } = await gradlens(['gradcheck', '--activations', 'tanh,relu', '--heads', 'softmax-mse']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/tanh .*e-\d+ .*e-\d+ .*e-\d+[\s\S]*relu/);
    expect(stdout).toMatch(/16 combinations of activation, head and kind of network: all at most/);
  });
});

describe('an activation module', () => {
  const { run, train } = workshop({
    'mine.mjs':
      "export default { name: 'mine', f: (z) => z / (1 + z * z), df: (z) => (1 - z * z) / (1 + z * z) ** 2 };\n",
    'plain.mjs': "export default { name: 'plain', f: (z) => Math.sin(z) };\n",
  });

  it.each(['mine', 'plain'])('%s trains and passes the gradient check', async (name) => {
    const { code, summary } = await train('--activation', `./${name}.mjs`);
    expect(code).toBe(0);
    expect(summary).toMatchObject({
      status: 'finished',
      run: `runs/${name}-4`,
      config: { network: { activation: name } },
    });
    const checked = await run('gradcheck', '--activations', `./${name}.mjs`, '--json');
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.stdout).maxRelativeError).toBeLessThan(1e-6);
  });
});
