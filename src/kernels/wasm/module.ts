/** The two builds of the kernels, better first: relaxed has fused multiply-add. */
export const flavours = ['relaxed', 'simd'] as const;
export type Flavour = (typeof flavours)[number];

/** A build that this machine can run. */
export interface LoadedModule {
  readonly flavour: Flavour;
  readonly module: WebAssembly.Module;
}

/** A function of WebAssembly's: addresses and sizes are whole numbers. */
export type WasmFunction = (...args: number[]) => number;

/** Functions that the kernels export, by name. */
export type WasmExports = Record<string, WasmFunction>;

/** An instance of the kernels on that memory. Several may share one. Its table of functions is empty: see table.ts. */
export function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  table = new WebAssembly.Table({ initial: 1, element: 'anyfunc' }),
): WasmExports {
  return new WebAssembly.Instance(module, { env: { memory, table } }).exports as WasmExports;
}

/** Where no build can run. */
export const NO_FLAVOUR = 'this machine has no WebAssembly SIMD with threads';
