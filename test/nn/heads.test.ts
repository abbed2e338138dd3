import { describe, expect, it } from 'vitest';
import { headByName, heads } from '../../src/nn/heads/index.ts';
import { UserError } from '../../src/util/user-error.ts';
import { fixture, worstError } from '../oracle.ts';

interface HeadsOracle {
  logits: number[][];
  labels: number[];
  heads: Record<string, { output: number[][]; loss: number; dLogits: number[][] }>;
}

/** Everything a head computes for these rows. */
function run(name: string, rows: number[][], labelList: number[]) {
  const [B, O] = [rows.length, rows[0].length];
  const head = headByName(name);
  const labels = Uint16Array.from(labelList);
  const logits = Float64Array.from(rows.flat());
  const [outputs, dlogits, losses] = [new Float64Array(B * O), new Float64Array(B * O), new Float64Array(B)];
  head.activation.forward(B, O, logits, outputs);
  head.losses(B, O, logits, outputs, labels, losses);
  head.backward(B, O, logits, outputs, labels, dlogits);
  return { outputs, dlogits, losses, loss: losses.reduce((a, b) => a + b) / B };
}

describe('heads against PyTorch in float64', () => {
  const oracle = fixture<HeadsOracle>('heads.json');
  // Measured worst: 4e-16 relative.
  it.each(Object.entries(oracle.heads))('%s: outputs, loss and gradient to 1e-10', (name, want) => {
    const ours = run(name, oracle.logits, oracle.labels);
    const errors = {
      outputs: worstError(ours.outputs, want.output.flat()),
      loss: worstError([ours.loss], [want.loss]),
      dlogits: worstError(ours.dlogits, want.dLogits.flat(), 1e-15),
    };
    expect(Math.max(...Object.values(errors)), JSON.stringify(errors)).toBeLessThan(1e-10);
  });
});

describe('every head', () => {
  const rows = [
    [800, -800, 0, 3],
    [-1e308, 1e308, 1e300, 0],
    [0, 0, 0, 0],
  ];
  it.each(heads.map(({ name }) => name))('%s: outputs and gradient are finite for huge logits', (name) => {
    const { outputs, dlogits } = run(name, rows, [1, 0, 2]);
    expect([...outputs, ...dlogits].every(Number.isFinite)).toBe(true);
  });

  it('cross-entropies stay finite where the printed formula takes log 0', () => {
    expect(run('softmax-cross-entropy', [[1000, 0]], [1]).loss).toBe(1000);
    expect(run('sigmoid-binary-cross-entropy', [[1000, 0]], [1]).loss).toBeCloseTo(1000 + 2 * Math.LN2 - Math.LN2, 9);
    const naive = Math.exp(1000) / (Math.exp(1000) + Math.exp(0));
    expect(-Math.log(naive)).toBeNaN();
  });

  it('sums to zero over the classes in d(logits) for softmax heads: a shift of all logits changes nothing', () => {
    for (const name of ['softmax-cross-entropy', 'softmax-mse']) {
      const { dlogits } = run(name, [[0.3, -2, 5, 1]], [2]);
      expect(Math.abs(dlogits.reduce((a, b) => a + b))).toBeLessThan(1e-16);
    }
  });

  it('offers the nearest name for a misspelt one', () => {
    expect(() => headByName('softmax-crossentropy')).toThrow(UserError);
    expect(() => headByName('softmax-crossentropy')).toThrow(/did you mean softmax-cross-entropy/i);
  });
});
