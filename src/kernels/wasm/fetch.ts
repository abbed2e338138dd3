import { type Flavour, flavours, type LoadedModule, NO_FLAVOUR } from './module.ts';

/** Where the builds lie. Each address is written out, since that is what bundlers look for and bring along. */
const addresses: Record<Flavour, () => URL> = {
  relaxed: () => new URL('./build/relaxed.wasm', import.meta.url),
  simd: () => new URL('./build/simd.wasm', import.meta.url),
};

/**
 * The best build that this browser can run, fetched and compiled. In Node: load.ts.
 * @param folder where relaxed.wasm and simd.wasm are served; default: beside this module, or where a bundler put them
 * @throws Error with the reason where there is none
 */
export async function fetchModule(folder?: string | URL): Promise<LoadedModule> {
  for (const flavour of flavours) {
    const bytes = await fetched(folder === undefined ? addresses[flavour]() : inFolder(folder, flavour));
    if (WebAssembly.validate(bytes)) return { flavour, module: await WebAssembly.compile(bytes) };
  }
  throw new Error(NO_FLAVOUR);
}

function inFolder(folder: string | URL, flavour: Flavour): URL {
  const base = new URL(folder, globalThis.location?.href);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return new URL(`${flavour}.wasm`, base);
}

/** What every WebAssembly binary begins with: \0asm. A server may answer with a page instead. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

async function fetched(address: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be fetched: ${response.status} ${response.statusText}`.trim());
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (MAGIC.some((byte, k) => bytes[k] !== byte)) throw new Error(`${address} is no WebAssembly`);
  return bytes;
}
