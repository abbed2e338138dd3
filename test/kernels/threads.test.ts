import { expect, it } from 'vitest';
import { Heap } from '../../src/kernels/wasm/heap.ts';
import { loadModule } from '../../src/kernels/wasm/load.ts';
import { hireNodeThread } from '../../src/kernels/wasm/node-thread.ts';
import { gatherCrew } from '../../src/kernels/wasm/threads.ts';

it('a thread that dies ends the call with a clear error, and the others with it', { timeout: 20_000 }, async () => {
  const { module } = loadModule();
  const crew = await gatherCrew(new Heap().memory, module, 3, hireNodeThread);
  // An address beyond the memory: the kernels trap, and the threads die of it.
  await expect(crew.call('trainSteps', [0xfff0_0000, 0xfff0_0000], [0, 1])).rejects.toThrow(
    /thread \d of 3 (died|ended)/,
  );
  await expect(crew.call('trainSteps', [0xfff0_0000, 0xfff0_0000], [0, 1])).rejects.toThrow(/thread \d of 3/);
});

it('a crew that is dismissed leaves nothing behind that keeps the process alive', async () => {
  const crew = await gatherCrew(new Heap().memory, loadModule().module, 2, hireNodeThread);
  crew.dismiss();
  await expect(crew.call('trainSteps', [0, 0], [0, 0])).rejects.toThrow(/ended/);
});
