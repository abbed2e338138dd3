import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena, Heap } from '../../src/kernels/wasm/heap.ts';
import { createWasm } from '../../src/kernels/wasm/index.ts';
import { byteData, outcome } from './outcome.ts';

describe('a heap', () => {
  it('gives zeroed memory that nobody else has, whatever was given back before', () => {
    const action = fc.record({ bytes: fc.integer({ min: 0, max: 100_000 }), release: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const heap = new Heap();
        const taken: { address: number; bytes: number }[] = [];
        for (const { bytes, release } of actions) {
          const address = heap.reserve(bytes);
          const view = new Uint8Array(heap.memory.buffer, address, bytes);
          expect(view.every((byte) => byte === 0)).toBe(true);
          for (const other of taken) {
            expect(address + bytes <= other.address || other.address + other.bytes <= address).toBe(true);
          }
          view.fill(7);
          taken.push({ address, bytes });
          const [gone] = taken.splice(release, 1);
          if (gone) heap.release(gone.address);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('uses again what was given back, also in other pieces', () => {
    const heap = new Heap();
    const arena = new Arena(heap);
    const first = arena.reserve(1000);
    for (let k = 0; k < 9; k++) arena.reserve(1000);
    arena.free();
    expect(heap.reserve(9000)).toBe(first);
  });
});

it('trainings one after another in an engine take no more memory than one', async () => {
  const kernels = createWasm();
  const data = byteData(2000, 200, 0.2);
  const size = () => kernels.allocate(1).buffer.byteLength;
  await outcome(kernels, { data, hidden: [40], epochs: 1 });
  const after = size();
  for (let k = 0; k < 5; k++) await outcome(kernels, { data, hidden: [40], epochs: 1 });
  // Arrays of the networks themselves are the engine's for good: 6 x 3 of 8,000 weights at most, each of 32 KB.
  expect(size() - after).toBeLessThan(5 * 400_000);
});
