/** The two builds of the kernels, better first: relaxed has fused multiply-add. */
export const flavours = ['relaxed', 'simd'] as const;
export type Flavour = (typeof flavours)[number];

/** A build that this machine can run. */
export interface LoadedModule {
  readonly flavour: Flavour;
  readonly module: WebAssembly.Module;
}

/** Functions that the kernels export; addresses and sizes are whole numbers. */
export type WasmExports = Record<string, (...args: number[]) => number>;

/** An instance of the kernels on that memory. Several may share one. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as WasmExports;
}

/** Where no build can run. */
export const NO_FLAVOUR = 'this machine has no WebAssembly SIMD with threads';
