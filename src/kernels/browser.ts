import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';
import { cannotRun, type EngineName, engineByName, insteadOfWasm, type SelectedEngine } from './selection.ts';
import { createEngine } from './wasm/engine.ts';
import { fetchModule } from './wasm/fetch.ts';
import { startWebThread } from './wasm/threads/web-thread.ts';

/** Where a browser finds what an engine needs. */
export interface EngineOptions {
  /** Where relaxed.wasm and simd.wasm are served. Default: where this module lies, or where a bundler put them. */
  readonly folder?: string | URL;
}

/** How each engine is made in a browser. */
const makers: Record<EngineName, (options: EngineOptions) => Promise<Kernels>> = {
  wasm: async ({ folder }) => createEngine(await fetchModule(folder), startWebThread),
  reference: async () => reference,
};

/**
 * The engine of that name, with a memory of its own; `auto` takes the fastest that this browser can run.
 * @throws UserError for an unknown name, or one that this browser cannot run or fetch
 */
export async function loadEngine(name = 'auto', options: EngineOptions = {}): Promise<SelectedEngine> {
  const wanted = name === 'auto' ? 'wasm' : engineByName(name);
  try {
    return { kernels: await makers[wanted](options) };
  } catch (error) {
    if (name === 'auto') return insteadOfWasm(error);
    throw cannotRun(wanted, error);
  }
}
