import { readFileSync } from 'node:fs';
import * as engines from '../../dist/kernels/index.js';
import { mulberry32 } from './initial-weights.mjs';
import { describeMachine, machine } from './machine.mjs';
import { describeNetwork, layerShapes } from './networks.mjs';
import { spread } from './statistics.mjs';
import { figure, markdownTable } from './table.mjs';
import { measurePeak } from './wasm-peak.mjs';

/** The three products of a dense layer; each is 2 B I O floating-point operations, and touches three matrices. */
const products = {
  affine: (kernels, [B, I, O], { x, W, b, z }) => kernels.affine(B, I, O, x, W, b, z),
  weightGradient: (kernels, [B, I, O], { x, z, W }) => kernels.weightGradient(B, I, O, x, z, W),
  inputGradient: (kernels, [B, I, O], { x, z, W }) => kernels.inputGradient(B, I, O, z, W, x),
};

/**
 * GFLOP/s of each product at the shapes of the networks, on one thread, against the most that WebAssembly does here.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('./data.mjs').BenchData} data
 * @param {string} _folder
 * @param {(text: string) => void} tell
 */
export async function benchKernels(options, data, _folder, tell) {
  tell('measuring the peak');
  const peak = measurePeak();
  const timing = options.quick ? { rounds: 3, seconds: 0.01 } : { rounds: options.rounds, seconds: 0.1 };
  const images = readFileSync(data.images);
  const rows = [];
  for (const kernels of enginesOf(options)) {
    for (const network of options.networks) {
      tell(`${kernels.name}: ${network.id}`);
      rows.push(...rowsOf(kernels, network, images, timing));
    }
  }
  const json = { machine: machine(), peak, kernels: rows };
  return { markdown: markdownOf(options.networks, rows, peak), json };
}

/** wasm where it runs, else the reference; or those that the named contenders run on. */
function enginesOf(/** @type {import('./options.mjs').BenchOptions} */ { named, contenders }) {
  const asked = contenders.map(({ options }) => options.engine).filter((name) => typeof name === 'string');
  const names = named ? [...new Set(asked)] : [engines.engineNames.includes('wasm') ? 'wasm' : 'reference'];
  return names.map((name) => engines.selectEngine?.(name).kernels ?? engines.engineByName(name));
}

/** Every product of every distinct layer of a network; the first layer also with real pixels, most of them zero. */
function rowsOf(kernels, network, images, timing) {
  const B = network.batchSize;
  const rows = [];
  const seen = new Set();
  layerShapes(network).forEach(([I, O], layer) => {
    if (seen.has(`${I} ${O}`)) return;
    seen.add(`${I} ${O}`);
    for (const inputs of layer === 0 ? ['pixels', 'dense'] : ['dense']) {
      const arrays = arraysFor(kernels, [B, I, O], inputs === 'pixels' ? images : null);
      for (const [name, product] of Object.entries(products)) {
        if (layer === 0 && name === 'inputGradient') continue;
        const seconds = timed(() => product(kernels, [B, I, O], arrays), timing);
        const flops = 2 * B * I * O;
        rows.push({
          ...{ engine: kernels.name, network: network.id, kernel: name, shape: [B, I, O], inputs },
          gflops: spread(seconds.map((s) => flops / s / 1e9)),
          flopsPerByte: flops / (4 * (B * I + I * O + B * O)),
        });
      }
    }
  });
  return rows;
}

function arraysFor(kernels, [B, I, O], /** @type {Uint8Array | null} */ pixels) {
  const uniform = mulberry32(1);
  const filled = (length) => kernels.allocate(length).map(() => uniform() - 0.5);
  const into = (length) => {
    const array = kernels.allocate(length);
    array.set(filled(length));
    return array;
  };
  const x = into(B * I);
  if (pixels) for (let k = 0; k < B * I; k++) x[k] = pixels[k] / 255;
  return { x, W: into(I * O), b: into(O), z: into(B * O) };
}

/** Seconds per call, of several rounds that each last long enough for the clock. @returns {number[]} */
function timed(/** @type {() => void} */ task, { rounds, seconds }) {
  const lasts = (/** @type {number} */ calls) => {
    const started = performance.now();
    for (let k = 0; k < calls; k++) task();
    return (performance.now() - started) / 1000;
  };
  let calls = 1;
  while (lasts(calls) < seconds / 2 && calls < 2 ** 20) calls *= 2;
  return Array.from({ length: rounds }, () => lasts(calls) / calls);
}

function markdownOf(networks, rows, peak) {
  const cells = rows.map(({ engine, network, kernel, shape, inputs, gflops, flopsPerByte }) => [
    ...[engine, network, kernel, shape.join(' x '), inputs],
    ...[figure(gflops.median), `${figure(gflops.min)} - ${figure(gflops.max)}`],
    `${Math.round((100 * gflops.median) / peak.best)} %`,
    figure(flopsPerByte),
  ]);
  const header = [
    'engine',
    'network',
    'kernel',
    'B x I x O',
    'x holds',
    'GFLOP/s',
    'min - max',
    'of peak',
    'flop/byte',
  ];
  return [
    '## Kernels, one thread',
    `${describeMachine(machine())}.`,
    networks.map((network) => `- ${network.id}: ${describeNetwork(network)}`).join('\n'),
    markdownTable(header, cells),
    roofline(rows, peak),
  ].join('\n\n');
}

/** What could be reached, and what keeps it from more. */
function roofline(rows, { fused, mulAdd, best, memory, cache }) {
  const ridge = best / memory;
  const below = rows.filter(({ flopsPerByte }) => flopsPerByte < ridge);
  return [
    `The roof: registers alone do ${fused ? `${figure(fused)} GFLOP/s by fused multiply-adds, ` : ''}${figure(mulAdd)} by`,
    `separate ones; memory gives ${figure(memory)} GB/s, the nearest cache ${figure(cache)}. Multiply-adds bound whatever does more than`,
    `${figure(ridge)} flop per byte that comes from memory: here ${below.length ? `all but ${below.length} of ${rows.length} products, and those fit into a cache` : `all ${rows.length} products`}.`,
    'A tile that takes r x c results loads r + c values for r c multiply-adds, so loads bind only tiles that are too small.',
    'Shares above 100 % are work left out: products with pixels that are zero count as done.',
  ].join('\n');
}
