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
  if (relaxedBehindFlag()) setFlagsFromString('--experimental-wasm-relaxed-simd');
  for (const flavour of flavours) {
    const bytes = readFileSync(new URL(`./build/${flavour}.wasm`, import.meta.url));
    if (WebAssembly.validate(bytes)) return { flavour, module: new WebAssembly.Module(bytes) };
  }
  throw new Error(NO_FLAVOUR);
}

/**
 * Relaxed SIMD is on by default from V8 11.4 (Node 21). Node 20 has V8 11.3, where its flag has to be set before the
 * first compilation. Newer versions no longer know the flag: V8 itself would complain about it on stderr.
 */
function relaxedBehindFlag(): boolean {
  const [major, minor] = process.versions.v8.split('.').map(Number);
  return major < 11 || (major === 11 && minor < 4);
}
