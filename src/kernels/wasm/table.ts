import { instantiate, type WasmExports, type WasmFunction } from './module.ts';
import { routineNames } from './routines.ts';
import type { GenerateCode, RoutineSource } from './slowdown.ts';

/**
 * A place in the table of functions, through which instructions call activations, heads and optimizers: a routine of the
 * kernels, or one that was made for a training: by a module that exports it, so that every thread can have it, or by
 * JavaScript, which only the thread that calls can have.
 */
export type Slot =
  | { readonly name: string }
  | { readonly name: string; readonly module: WebAssembly.Module }
  | { readonly local: WasmFunction };

/** The table of a training while it is made: the kernels' own routines first. Place 0 is nobody's. */
export class RoutineTable implements RoutineSource {
  private readonly slots: Slot[];
  /** Places of the kernels' own. */
  private readonly own: ReadonlyMap<string, number>;

  constructor(
    module: WebAssembly.Module,
    readonly generate: GenerateCode,
  ) {
    const names = routineNames(module);
    this.slots = names.map((name) => ({ name }));
    this.own = new Map(names.map((name, k) => [name, k + 1]));
  }

  /** Whether the kernels have a routine of that name. */
  readonly has = (name: string): boolean => this.own.has(name);

  /** The place of a routine of the kernels. @throws Error where there is none of that name */
  place(name: string): number {
    const place = this.own.get(name);
    if (place === undefined) throw new Error(`no routine ${name}`);
    return place;
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
  return ('module' in slot ? instantiateGenerated(slot.module, memory) : wasm)[slot.name];
}

/** An instance of generated code, which may want JavaScript's sine and cosine. */
export function instantiateGenerated(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  const env = { memory, sin: Math.sin, cos: Math.cos };
  return new WebAssembly.Instance(module, { env }).exports as WasmExports;
}
