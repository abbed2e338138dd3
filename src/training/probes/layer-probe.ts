import type { Activation } from '../../activations/index.ts';
import type { Kernels, Values } from '../../kernels/kernels.ts';
import type { DenseLayer } from '../../nn/layers/index.ts';
import { largest } from '../../util/any-length.ts';
import type { LayerProbe } from './figures.ts';
import { histogramOf } from './histogram.ts';

/** Share of an activation's largest output (of the layer's own size, where it has none) below which a value is near zero. */
const NEAR_ZERO = 0.01;
/** Gradients beyond so many root mean squares are left out of their histogram. */
const GRADIENT_SPREAD = 4;

/**
 * Everything that is told of one layer, after forward() and backward() of a probe batch of B rows.
 * @param layer its number, from 1
 * @param before its weights before the last update; undefined before the first
 */
export function measureLayer(
  kernels: Kernels,
  dense: DenseLayer,
  B: number,
  layer: number,
  before: Values | undefined,
): LayerProbe {
  const { I, O, activation, hidden, a, out, dz } = dense;
  const { W } = dense.parameters;
  const n = B * O;
  const weightNorm = kernels.norm(I * O, W);
  const { mean, std } = meanAndDeviation(n, out);
  const dzRms = kernels.norm(n, dz) / Math.sqrt(n);
  return {
    layer,
    units: O,
    hidden,
    activation: activation.name,
    gradientNorm: kernels.norm(I * O, dense.gradients.W),
    // Of each sample's own loss: dz is of the mean over the batch.
    deltaRms: dzRms * B,
    weightNorm,
    updateRatio: before ? updateRatio(W, before, weightNorm) : null,
    activationMean: mean,
    activationStd: std,
    saturated: shareOf(dense, n, 'saturated'),
    off: shareOf(dense, n, 'off'),
    dead: shareDead(dense, B),
    nearZero: shareNearZero(n, a, NEAR_ZERO * sizeOf(activation, kernels.norm(n, a) / Math.sqrt(n))),
    histograms: {
      activation: histogramOf(n, out),
      gradient: histogramOf(n, dz, GRADIENT_SPREAD * dzRms),
    },
  };
}

/** ||W - before|| / ||W||; 0 where nothing has changed, also where all weights are 0. */
function updateRatio(W: Values, before: Values, weightNorm: number): number {
  let squares = 0;
  for (let k = 0; k < W.length; k++) squares += (W[k] - before[k]) ** 2;
  return squares === 0 ? 0 : Math.sqrt(squares) / weightNorm;
}

function meanAndDeviation(n: number, values: Values): { mean: number; std: number } {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += values[k];
  const mean = sum / n;
  let squares = 0;
  for (let k = 0; k < n; k++) squares += (values[k] - mean) ** 2;
  return { mean, std: Math.sqrt(squares / n) };
}

/** The share of values at which the activation calls itself so. */
function shareOf({ activation, z, a, parameters: { p } }: DenseLayer, n: number, what: 'saturated' | 'off'): number {
  let count = 0;
  for (let k = 0; k < n; k++) if (activation[what](z[k], a[k], p[0])) count++;
  return count / n;
}

/** The share of units that are dead for each sample of the batch. Most are found alive at the first. */
function shareDead({ activation, O, z, a, parameters: { p } }: DenseLayer, B: number): number {
  let dead = 0;
  for (let o = 0; o < O; o++) {
    let b = 0;
    while (b < B && activation.dead(z[b * O + o], a[b * O + o], p[0])) b++;
    if (b === B) dead++;
  }
  return dead / O;
}

/** The largest |f|, where it is finite, else the root mean square of the layer's outputs. */
function sizeOf({ range }: Activation, rms: number): number {
  const most = largest(range.map(Math.abs));
  return Number.isFinite(most) ? most : rms;
}

function shareNearZero(n: number, a: Values, bound: number): number {
  let near = 0;
  for (let k = 0; k < n; k++) if (Math.abs(a[k]) <= bound) near++;
  return near / n;
}
