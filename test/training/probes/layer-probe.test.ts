import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/dataset/dataset.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import { attenuationOf } from '../../../src/training/probes/attenuation.ts';
import { Prober } from '../../../src/training/probes/probe.ts';
import { randomSource } from '../../../src/util/random.ts';
import { raw, tinyData } from '../tiny.ts';

function networkOf(...hidden: [number, string][]): Network {
  const layers = [...hidden.map(([units, activation]) => dense(units, activation)), dense(3)];
  return new Network({ inputs: 4, layers, random: randomSource(2) });
}

const probeOf = (network: Network, data: Dataset = tinyData(50), samples?: number) =>
  new Prober(network, data, raw, samples === undefined ? {} : { samples }).probe(0, 0);

/** One sample's own forward and backward pass: a second way to every figure. */
function alone(network: Network, data: Dataset, sample: number) {
  network.forward(Float64Array.from(data.values.subarray(4 * sample, 4 * sample + 4)));
  network.loss(data.labels.subarray(sample, sample + 1));
  network.backward();
  return network.denseLayers.map(({ a, dz, O, gradients: { W } }) => ({
    a: [...a.slice(0, O)],
    dz: [...dz.slice(0, O)],
    W: [...W],
  }));
}

describe('the figures of a layer', () => {
  const network = networkOf([6, 'tanh'], [5, 'sigmoid']);
  const data = tinyData(50);
  const { layers, attenuation, epoch, step } = probeOf(network, data);
  const samples = Array.from({ length: 50 }, (_, k) => alone(network, data, k));
  const rms = (values: number[]) => Math.hypot(...values) / Math.sqrt(values.length);

  it.each([0, 1, 2])('are those of its samples taken one by one: layer %i', (k) => {
    const own = samples.map((one) => one[k]);
    const a = own.flatMap((one) => one.a);
    const mean = a.reduce((sum, v) => sum + v, 0) / a.length;
    const gradient = own[0].W.map((_, j) => own.reduce((sum, { W }) => sum + W[j], 0) / 50);
    const { parameters, O } = network.denseLayers[k];
    expect(layers[k]).toMatchObject({ layer: k + 1, units: O, updateRatio: null });
    expect(layers[k]).toMatchObject({ hidden: k < 2, activation: ['tanh', 'sigmoid', 'identity'][k] });
    expect(layers[k].gradientNorm).toBeCloseTo(Math.hypot(...gradient), 12);
    expect(layers[k].deltaRms).toBeCloseTo(rms(own.flatMap((one) => one.dz)), 12);
    expect(layers[k].weightNorm).toBeCloseTo(Math.hypot(...parameters.W), 12);
    expect(layers[k].activationMean).toBeCloseTo(mean, 12);
    expect(layers[k].activationStd).toBeCloseTo(rms(a.map((v) => v - mean)), 12);
    expect(layers[k].nearZero).toBe(a.filter((v) => Math.abs(v) <= [0.01, 0.01, 0.01 * rms(a)][k]).length / a.length);
    const { activation } = layers[k].histograms;
    expect([activation.from, activation.to]).toEqual([Math.min(...a), Math.max(...a)]);
    expect(activation.counts.reduce((sum, n) => sum + n, 0)).toBe(a.length);
  });

  it('give the attenuation of the hidden layers', () => {
    const total = layers[0].deltaRms / layers[1].deltaRms;
    expect({ attenuation, epoch, step }).toEqual({ attenuation: { total, perLayer: total }, epoch: 0, step: 0 });
    const deltas = [1, 3, 7, 8, 99].map((deltaRms, k) => ({ deltaRms, hidden: k < 4 }));
    expect(attenuationOf(deltas)).toEqual({ total: 1 / 8, perLayer: 0.5 });
    expect(attenuationOf(deltas.slice(3))).toBeNull();
  });
});

describe('saturated, off and dead', () => {
  it('relu units that no sample reaches are dead, and each of their values is off, none saturated', () => {
    const network = networkOf([8, 'relu']);
    const { W, b } = network.denseLayers[0].parameters;
    W.fill(0);
    b.set([-1, -1, -1, 1, 1, 1, 1, 1]);
    expect(probeOf(network).layers[0]).toMatchObject({ dead: 3 / 8, off: 3 / 8, saturated: 0, nearZero: 3 / 8 });
  });

  it('a unit that a single sample reaches is alive', () => {
    const network = networkOf([2, 'relu']);
    const { W, b } = network.denseLayers[0].parameters;
    W.fill(0);
    W[1] = 1;
    const values = new Float64Array(80);
    values[4 * 13] = 2;
    b.fill(-1);
    expect(probeOf(network, { ...tinyData(20), values }).layers[0]).toMatchObject({ dead: 1 / 2, off: 39 / 40 });
  });

  it('logistic units far out are saturated and not dead', () => {
    const network = networkOf([4, 'sigmoid']);
    network.denseLayers[0].parameters.W.fill(0);
    network.denseLayers[0].parameters.b.set([7, -7, 5, 0]);
    expect(probeOf(network).layers[0]).toMatchObject({ saturated: 1 / 2, off: 0, dead: 0 });
  });

  it('softmax units are flat where one of them has it all', () => {
    const network = networkOf([4, 'softmax']);
    network.denseLayers[0].parameters.W.fill(0);
    network.denseLayers[0].parameters.b.set([2000, 0, 0, 0]);
    expect(probeOf(network).layers[0]).toMatchObject({ saturated: 1, dead: 1 });
    network.denseLayers[0].parameters.b.fill(0);
    expect(probeOf(network).layers[0]).toMatchObject({ saturated: 0, dead: 0 });
  });

  it('the output layer is the identity, never flat', () => {
    expect(probeOf(networkOf()).layers).toMatchObject([{ layer: 1, units: 3, saturated: 0, off: 0, dead: 0 }]);
  });
});

describe('the probe batch', () => {
  it('is all samples where there are fewer', () => {
    const network = networkOf([4, 'tanh']);
    expect(probeOf(network, tinyData(9), 256)).toEqual(probeOf(network, tinyData(9), 9));
  });

  it('is taken at equal distances, so that a file sorted by class gives all classes', () => {
    const network = networkOf([4, 'tanh']);
    const { values, ...data } = tinyData(30);
    const picked = { ...data, count: 3, labels: data.labels.filter((_, k) => k % 10 === 0) };
    const ofThree = Float64Array.from([0, 10, 20].flatMap((k) => [...values.slice(4 * k, 4 * k + 4)]));
    expect(probeOf(network, { ...data, values }, 3)).toEqual(probeOf(network, { ...picked, values: ofThree }, 3));
  });
});
