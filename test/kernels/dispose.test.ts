import { afterEach, describe, expect, it } from 'vitest';
import { reference } from '../../src/kernels/reference/index.ts';
import { createWasm } from '../../src/kernels/wasm/index.ts';
import { MOST_BYTES } from '../../src/kernels/wasm/room.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { UserError } from '../../src/util/user-error.ts';
import { byteData, outcome } from './outcome.ts';

const network = (kernels = createWasm(), units = 50) =>
  new Network({ inputs: 30, layers: [dense(units, 'relu'), dense(10)], kernels });
const bytesOf = (values: { buffer: ArrayBufferLike }) => values.buffer.byteLength;

describe('an engine that is disposed', () => {
  const engines: ReturnType<typeof createWasm>[] = [];
  const engine = () => {
    engines.push(createWasm());
    return engines[engines.length - 1];
  };
  afterEach(() => {
    for (const one of engines.splice(0)) one.dispose?.();
  });

  it('gives its memory to the next one, zeroed', () => {
    const first = engine();
    const a = first.allocate(100_000).fill(7);
    first.dispose?.();
    const b = engine().allocate(100_000);
    expect(b.buffer).toBe(a.buffer);
    expect(b.every((value) => value === 0)).toBe(true);
  });

  it('refuses to compute, and to be used by networks', () => {
    const kernels = engine();
    const one = network(kernels);
    kernels.dispose?.();
    expect(() => kernels.allocate(1)).toThrow(/engine that was disposed/);
    expect(() => one.forward(new Float32Array(30))).toThrow(UserError);
    expect(() => kernels.dispose?.()).not.toThrow();
    expect(() => one.dispose()).not.toThrow();
  });

  it('works through `using`', () => {
    const kernels = engine();
    kernels[Symbol.dispose]?.();
    expect(() => kernels.allocate(1)).toThrow(/disposed/);
  });

  it.each([1, 3])('is taken again after a training in %i threads, to the same bits', async (threads) => {
    const data = byteData(300, 40, 0.2);
    const kernels = engine();
    const first = await outcome(kernels, { data, hidden: [20], epochs: 1, threads });
    kernels.dispose?.();
    const again = engine();
    expect(await outcome(again, { data, hidden: [20], epochs: 1, threads })).toEqual(first);
  });

  it('of one kind has none: nothing to give back', () => {
    expect(reference.dispose).toBeUndefined();
    const one = network(reference);
    one.dispose();
    expect(() => one.forward(new Float64Array(30))).toThrow(/network that was disposed/);
  });
});

describe('a network that is disposed', () => {
  it('leaves room for others: 300 in the memory of one', () => {
    const kernels = createWasm();
    const one = () => {
      const it = network(kernels, 2000);
      it.forward(it.room(64), 64);
      it.loss(new Uint16Array(64));
      it.backward();
      it.dispose();
      return bytesOf(kernels.allocate(0));
    };
    const first = one();
    for (let k = 0; k < 300; k++) one();
    // One has 80,000 parameters, as many gradients, and rows: 2 MB, and 600 MB if none were given back.
    expect(one()).toBeLessThan(first + 2e6);
    kernels.dispose?.();
  });

  it('refuses to go on', () => {
    const one = network();
    one.dispose();
    one.dispose();
    expect(() => one.room(1)).toThrow(/network that was disposed/);
    expect(() => one.forward(new Float32Array(30))).toThrow(/network that was disposed/);
  });

  it('takes no room for batches that grew', () => {
    const kernels = createWasm();
    const it = network(kernels, 500);
    for (let B = 1; B <= 400; B++) it.forward(it.room(B), B);
    // The last batch alone: 400 x (30 + 3 x 500 + 3 x 10 + 30) float32 are 2.5 MB; without giving back it would be 500 MB.
    expect(bytesOf(kernels.allocate(1))).toBeLessThan(16e6);
    kernels.dispose?.();
  });
});

describe('a full memory', () => {
  it('is told, with what is in use; the engine stays usable', () => {
    const kernels = createWasm();
    const one = network(kernels);
    const tooLarge = () => kernels.allocate(MOST_BYTES / 4);
    expect(tooLarge).toThrow(UserError);
    expect(tooLarge).toThrow(/4 GiB.*GiB in use.*dispose\(\)/s);
    expect(() => network(kernels, 40_000_000)).toThrow(UserError);
    expect(one.forward(new Float32Array(30))).toHaveLength(10);
    kernels.dispose?.();
  });
});
