import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { flavours, type LoadedModule, NO_FLAVOUR } from './module.ts';

let loaded: LoadedModule | undefined;

/**
 * The best build that this machine can run, read from the package and compiled once. In browsers: fetch.ts.
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
  throw new Error(NO_FLAVOUR);
}
