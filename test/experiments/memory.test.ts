import { afterEach, expect, it } from 'vitest';
import { loadData } from '../../src/dataset/splits.ts';
import { runTask } from '../../src/experiments/pool/run-task.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';

const { Memory } = WebAssembly;
afterEach(() => {
  WebAssembly.Memory = Memory;
});

it('trainings of a pool’s thread, one after another, use one memory', async () => {
  const memories: WebAssembly.Memory[] = [];
  WebAssembly.Memory = class extends Memory {
    constructor(size: WebAssembly.MemoryDescriptor) {
      super(size);
      memories.push(this);
    }
  };
  const splits = await loadData('mnist10k', { trainSize: 100, validation: 0.1 });
  const sizes: number[] = [];
  for (const activation of ['relu', 'tanh', 'sigmoid', 'relu', 'tanh', 'sigmoid']) {
    const values = { activation, hidden: '256,256', epochs: 1, validation: 0.1, threads: 1 };
    const settings = resolveSettings({ values });
    await runTask({ name: activation, activation, settings, folder: null }, { splits, version: '0' });
    sizes.push(memories[0].buffer.byteLength);
  }
  expect(memories).toHaveLength(1);
  expect(new Set(sizes).size).toBe(1);
});
