import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';
import { cannotRun, type EngineName, engineByName, insteadOfWasm, type SelectedEngine } from './selection.ts';
import { createWasm } from './wasm/index.ts';

export type { SelectedEngine } from './selection.ts';

/** How each engine is made in Node. */
const makers: Record<EngineName, () => Kernels> = { wasm: createWasm, reference: () => reference };

/**
 * The engine of that name, with a memory of its own; `auto` takes the fastest that this machine can run.
 * @throws UserError for an unknown name, or one that this machine cannot run
 */
export function selectEngine(name = 'auto'): SelectedEngine {
  const wanted = name === 'auto' ? 'wasm' : engineByName(name);
  try {
    return { kernels: makers[wanted]() };
  } catch (error) {
    if (name === 'auto') return insteadOfWasm(error);
    throw cannotRun(wanted, error);
  }
}

/**
 * The same as `selectEngine`, in the form that browsers need, so that code can run in both.
 * @throws UserError for an unknown name, or one that this machine cannot run
 */
export async function loadEngine(name = 'auto'): Promise<SelectedEngine> {
  return selectEngine(name);
}
