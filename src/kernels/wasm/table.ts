import { instantiate, type WasmExports, type WasmFunction } from './module.ts';
import { routineNames } from './routines.ts';

/**
 * A place in the table of functions, through which instructions call activations, heads and optimizers: a routine of the
 * kernels, or one that was made for a training: by a module that exports it and imports env.memory, so that every thread
 * can have it; or by JavaScript, which only the thread that calls can have.
 */
export type Slot =
  | { readonly name: string }
  | { readonly name: string; readonly module: WebAssembly.Module }
  | { readonly local: WasmFunction };

/** The table of a training while it is made: the kernels' own routines first. Place 0 is nobody's. */
export class RoutineTable {
  private readonly slots: Slot[];

  constructor(module: WebAssembly.Module) {
    this.slots = routineNames(module).map((name) => ({ name }));
  }

  /** The place of a routine of the kernels; undefined where there is none of that name. */
  placeOf(name: string): number | undefined {
    const at = this.slots.findIndex((slot) => 'name' in slot && !('module' in slot) && slot.name === name);
    return at < 0 ? undefined : at + 1;
  }

  /** Adds a routine, and returns its place. */
  add(slot: Slot): number {
    return this.slots.push(slot);
  }

  /** Whether some of it cannot go to another thread. */
  get isLocal(): boolean {
    return this.slots.some((slot) => 'local' in slot);
  }

  get all(): readonly Slot[] {
    return this.slots;
  }
}

/** An instance of the kernels on that memory, with a table of functions. Worker threads do the same: threads/worker.ts. */
export function link(module: WebAssembly.Module, memory: WebAssembly.Memory, slots: readonly Slot[]): WasmExports {
  const table = new WebAssembly.Table({ initial: slots.length + 1, element: 'anyfunc' });
  const wasm = instantiate(module, memory, table);
  slots.forEach((slot, k) => {
    table.set(k + 1, functionOf(slot, wasm, memory));
  });
  return wasm;
}

function functionOf(slot: Slot, wasm: WasmExports, memory: WebAssembly.Memory): WasmFunction {
  if ('local' in slot) return slot.local;
  const exports = 'module' in slot ? new WebAssembly.Instance(slot.module, { env: { memory } }).exports : wasm;
  return exports[slot.name] as WasmFunction;
}
