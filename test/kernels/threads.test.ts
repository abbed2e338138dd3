import { expect, it } from 'vitest';
import { Heap } from '../../src/kernels/wasm/heap.ts';
import { loadModule } from '../../src/kernels/wasm/load.ts';
import { startNodeThread } from '../../src/kernels/wasm/threads/node-thread.ts';
import { startThreads } from '../../src/kernels/wasm/threads/pool.ts';

const poolOf = (threads: number) =>
  startThreads({ memory: new Heap().memory, build: loadModule().module, slots: [] }, threads, startNodeThread);

it('a thread that dies ends the call with a clear error, and the others with it', { timeout: 20_000 }, async () => {
  const pool = await poolOf(3);
  // An address beyond the memory: the kernels trap, and the threads die of it.
  await expect(pool.call('trainSteps', [0xfff0_0000, 0xfff0_0000], [0, 1])).rejects.toThrow(
    /thread \d of 3 (died|ended)/,
  );
  await expect(pool.call('trainSteps', [0xfff0_0000, 0xfff0_0000], [0, 1])).rejects.toThrow(/thread \d of 3/);
});

it('a pool that is closed leaves nothing behind that keeps the process alive', async () => {
  const pool = await poolOf(2);
  void pool.close();
  await expect(pool.call('trainSteps', [0, 0], [0, 0])).rejects.toThrow(/ended/);
});
