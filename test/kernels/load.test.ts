import { expect, it } from 'vitest';
import { loadModule } from '../../src/kernels/wasm/load.ts';

it('every Node that is supported runs the build with fused multiply-add', () => {
  expect(loadModule().flavour).toBe('relaxed');
});
