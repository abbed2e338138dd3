import type { BatchNorm, DenseLayer, LayerNorm } from '../../nn/layers/index.ts';

/**
 * What a norm needs in a module of JavaScript: a factor and a shift for each unit. A network in use takes batch norm by
 * its running statistics, which are as good as part of these.
 */
export function normArrays(norm: BatchNorm | LayerNorm | undefined): readonly ArrayLike<number>[] {
  if (!norm) return [];
  const [gain, shift] = [norm.gain.values, norm.shift.values];
  if (norm.kind === 'layer-norm') return [gain, shift];
  const [mean, variance] = [norm.mean.values, norm.variance.values];
  const factors = Float64Array.from(gain, (g, o) => g / Math.sqrt(variance[o] + norm.epsilon));
  return [factors, Float64Array.from(factors, (factor, o) => shift[o] - mean[o] * factor)];
}

/** The expression for it in the table of layers. */
export function normCall(norm: BatchNorm | LayerNorm | undefined): string {
  if (!norm) return 'null';
  return norm.kind === 'layer-norm' ? `byRow(${norm.epsilon})` : 'byUnit';
}

/** The functions that these layers call; none where no layer has a norm. */
export function normSource(layers: readonly DenseLayer[]): string {
  const kinds = new Set(layers.map(({ norm }) => norm?.kind));
  if (!kinds.has('batch-norm') && !kinds.has('layer-norm')) return '';
  return `// A factor and a shift for each unit.
const byUnit = (z, at) => z.map((v, o) => v * parameters[at + o] + parameters[at + z.length + o]);
${kinds.has('layer-norm') ? BY_ROW : ''}
`;
}

const BY_ROW = `// Mean 0 and variance 1 over the units first.
const byRow = (epsilon) => (z, at) => {
  const mean = z.reduce((sum, v) => sum + v, 0) / z.length;
  const deviation = Math.sqrt(z.reduce((sum, v) => sum + (v - mean) ** 2, 0) / z.length + epsilon);
  return byUnit(z.map((v) => (v - mean) / deviation), at);
};
`;
