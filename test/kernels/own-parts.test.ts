import asc from 'assemblyscript/asc';
import { describe, expect, it } from 'vitest';
import { defineActivation } from '../../src/activations/custom.ts';
import { identity } from '../../src/activations/identity.ts';
import { tanh } from '../../src/activations/tanh.ts';
import type { Head, Kernels, Optimizer } from '../../src/kernels/kernels.ts';
import type { Program } from '../../src/kernels/program.ts';
import { createEngine } from '../../src/kernels/wasm/engine.ts';
import { createWasm } from '../../src/kernels/wasm/index.ts';
import { loadModule } from '../../src/kernels/wasm/load.ts';
import { startNodeThread } from '../../src/kernels/wasm/threads/node-thread.ts';
import { headByName } from '../../src/nn/heads/index.ts';
import { optimizerByName } from '../../src/nn/optimizers/index.ts';
import { byteData, type Case, distance, expectSame, outcome, stepByStep } from './outcome.ts';

const data = byteData(30, 45, 0.2);
/** Goes through JavaScript: the engine has no routine for it. */
const sine = defineActivation({ name: 'sine', f: Math.sin, df: Math.cos });
/** With a learned number. */
const bent = defineActivation({
  name: 'bent',
  f: (z, p) => Math.asinh(z) + p * z,
  df: (z, _a, p) => 1 / Math.hypot(1, z) + p,
  dfdp: (z) => z,
  parameter: { name: 'bend', initial: 0.1 },
});
const logCosh: Head = {
  name: 'log-cosh',
  formula: '',
  source: '',
  activation: identity,
  losses(B, O, _logits, outputs, labels, losses) {
    for (let row = 0; row < B; row++) {
      losses[row] = 0;
      for (let o = 0; o < O; o++) {
        losses[row] += Math.log(Math.cosh(outputs[row * O + o] - (o === labels[row] ? 1 : 0)));
      }
    }
  },
  backward(B, O, _logits, outputs, labels, dlogits) {
    for (let k = 0; k < B * O; k++) {
      dlogits[k] = Math.tanh(outputs[k] - (k % O === labels[Math.floor(k / O)] ? 1 : 0)) / B;
    }
  },
};

/** The engine, with the programs that it makes. */
function watched(kernels: Kernels): { kernels: Kernels; programs: (Program | undefined)[] } {
  const programs: (Program | undefined)[] = [];
  const compile: Kernels['compile'] = async (spec) => {
    const program = await kernels.compile?.(spec);
    programs.push(program);
    return program;
  };
  return { kernels: { ...kernels, compile }, programs };
}

describe('what has no routine stays in the program, as JavaScript on one thread', () => {
  const cases: [what: string, one: Case][] = [
    ['an activation', { data, hidden: [13, 9], activation: sine }],
    ['one with a learned number', { data, hidden: [13, 9], activation: bent, clipNorm: 0.5 }],
    [
      'one with the name of a routine, but for a hyphen',
      {
        data,
        hidden: [13],
        activation: defineActivation({ name: 'geluTanh', f: Math.sin, df: Math.cos }),
      },
    ],
    ['one with the name of a routine', { data, hidden: [13], activation: { ...sine, name: 'tanh' } }],
    ['a head', { data, hidden: [13], head: logCosh, activation: 'relu' }],
  ];
  it.each(cases)('%s: the training of the textbook', async (_what, one) => {
    await expectSame(one);
    const { kernels, programs } = watched(createWasm());
    const many = await outcome(kernels, { ...one, threads: 3 });
    expect(programs.map((program) => program?.threads)).toEqual([1]);
    expect(many).toEqual(await outcome(createWasm(), one));
  });

  it('what it throws ends the training, and the engine goes on', async () => {
    const kernels = createWasm();
    let left = 40;
    const breaking = {
      ...sine,
      forward() {
        if (--left < 0) throw new RangeError('no more');
      },
    };
    await expect(outcome(kernels, { data, hidden: [13], activation: breaking })).rejects.toThrow('no more');
    const after = await outcome(kernels, { data, hidden: [13] });
    expect(after).toEqual(await outcome(createWasm(), { data, hidden: [13] }));
  });

  it('an optimizer goes step by step', async () => {
    const optimizer: Optimizer = {
      ...optimizerByName('sgd'),
      name: 'sign-sgd',
      update({ learningRate }, n, w, g) {
        for (let k = 0; k < n; k++) w[k] -= learningRate * Math.sign(g[k]);
      },
    };
    const { kernels, programs } = watched(createWasm());
    const compiled = await outcome(kernels, { data, hidden: [13], optimizer, learningRate: 1e-3 });
    expect(programs).toEqual([undefined]);
    expect(compiled).toEqual(
      await outcome(stepByStep(createWasm()), { data, hidden: [13], optimizer, learningRate: 1e-3 }),
    );
  });

  it('the engine tells before what it has no routine for', () => {
    const parts = { activations: [tanh], head: headByName('softmax-mse'), optimizer: optimizerByName('adam:0.8') };
    const slowedBy = (more: object) => createWasm().slowedBy?.({ ...parts, ...more });
    expect(slowedBy({})).toBeUndefined();
    expect(slowedBy({ activations: [tanh, sine] })).toEqual({ part: 'activation', name: 'sine' });
    expect(slowedBy({ head: logCosh })).toEqual({ part: 'head', name: 'log-cosh' });
    const unknown = { ...parts.optimizer, name: 'toString' };
    expect(slowedBy({ optimizer: unknown })).toEqual({ part: 'optimizer', name: 'toString' });
  });
});

/** z^2 / 2 as a generator of code would make it. */
const SQUARE = `
export function forward(n: i32, z: usize, a: usize, p: f32): void {
  for (; n > 0; n--, z += 4, a += 4) store<f32>(a, load<f32>(z) * load<f32>(z) / 2);
}
export function backward(n: i32, z: usize, a: usize, da: usize, dz: usize, p: f32): void {
  for (; n > 0; n--, z += 4, da += 4, dz += 4) store<f32>(dz, load<f32>(da) * load<f32>(z));
}
`;

async function compiledCode(source: string): Promise<WebAssembly.Module> {
  let binary = new Uint8Array();
  const flags = '--runtime stub --importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536 --enable threads';
  const { error } = await asc.main(['code.ts', '--outFile', 'code.wasm', ...flags.split(' ')], {
    readFile: (name) => (name === 'code.ts' ? source : null),
    writeFile: (_name, contents) => {
      binary = Uint8Array.from(contents as Uint8Array);
    },
    listFiles: () => [],
  });
  if (error) throw error;
  return new WebAssembly.Module(binary);
}

describe('generated code', () => {
  it('runs in every thread, and step by step', async () => {
    const square = defineActivation({ name: 'square', f: (z) => (z * z) / 2, df: (z) => z, monotone: false });
    const code = await compiledCode(SQUARE);
    const engine = () => createEngine(loadModule(), startNodeThread, (one) => (one === square ? code : undefined));
    const one: Case = { data, hidden: [13, 9], activation: square };
    const parts = { activations: [square], head: headByName('softmax-mse'), optimizer: optimizerByName('sgd') };
    expect(engine().slowedBy?.(parts)).toBeUndefined();
    const { kernels, programs } = watched(engine());
    const three = await outcome(kernels, { ...one, threads: 3 });
    expect(programs.map((program) => program?.threads)).toEqual([3]);
    expect(three).toEqual(await outcome(engine(), one));
    // JavaScript rounds the same products once more or less.
    const { losses } = await outcome(createWasm(), one);
    expect(distance(three.losses, losses)).toBeLessThan(1e-5);
    expect(distance(three.losses, (await outcome(stepByStep(engine()), one)).losses)).toBeLessThan(1e-5);
  });
});
