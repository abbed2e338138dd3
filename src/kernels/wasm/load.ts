import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

/** The two builds of the kernels, better first: relaxed has fused multiply-add. */
const flavours = ['relaxed', 'simd'] as const;
export type Flavour = (typeof flavours)[number];

/** A build that this machine can run. */
export interface LoadedModule {
  readonly flavour: Flavour;
  readonly module: WebAssembly.Module;
}

/** Functions that the kernels export; addresses and sizes are whole numbers. */
export type WasmExports = Record<string, (...args: number[]) => number>;

let loaded: LoadedModule | undefined;

/**
 * The best build that this machine can run, compiled once.
 * @throws Error with the reason where there is none
 */
export function loadModule(): LoadedModule {
  loaded ??= load();
  return loaded;
}

function load(): LoadedModule {
  // On by default from Node 22; behind a flag in Node 20, where it has to be set before the first compilation.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  for (const flavour of flavours) {
    const bytes = readFileSync(new URL(`./build/${flavour}.wasm`, import.meta.url));
    if (WebAssembly.validate(bytes)) return { flavour, module: new WebAssembly.Module(bytes) };
  }
  throw new Error('this machine has no WebAssembly SIMD with threads');
}

/** An instance of the kernels on that memory. Several may share one. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as WasmExports;
}
