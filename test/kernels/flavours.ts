import { readFileSync } from 'node:fs';
import { loadModule } from '../../src/kernels/wasm/load.ts';
import { instantiate, type WasmExports } from '../../src/kernels/wasm/module.ts';

// Lets Node 20 run relaxed SIMD, which it does only if told before the first compilation.
loadModule();

const PAGE = 65536;
/** Float32 beside every array that must not change. */
const GUARD = 5;
const UNTOUCHED = 123.456;

/** A build of the kernels with a memory of its own, in which arrays are laid one after the other between guards. */
export class FlavourMemory {
  readonly wasm: WasmExports;
  private readonly memory = new WebAssembly.Memory({ initial: 32, maximum: 512, shared: true });
  private end = PAGE;
  private guards: number[] = [];

  constructor(module: WebAssembly.Module) {
    this.wasm = instantiate(module, this.memory);
  }

  /** Forgets all arrays. */
  clear(): void {
    this.end = PAGE;
    this.guards = [];
  }

  /** An array with these values, no better aligned than float32 must be. */
  place(values: ArrayLike<number>): Float32Array {
    const address = this.reserve(values.length * 4);
    const array = new Float32Array(this.memory.buffer, address, values.length);
    array.set(values);
    return array;
  }

  placeLabels(values: ArrayLike<number>): Uint16Array {
    const address = this.reserve(values.length * 2);
    const array = new Uint16Array(this.memory.buffer, address, values.length);
    array.set(values);
    return array;
  }

  /** True while nothing outside of the arrays has been written. */
  intact(): boolean {
    return this.guards.every((at) => this.guardAt(at).every((value) => value === Math.fround(UNTOUCHED)));
  }

  private guardAt(address: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, GUARD);
  }

  private reserve(bytes: number): number {
    const address = this.end + GUARD * 4;
    // A guard starts at the next multiple of 4; labels may leave two bytes of no one's before it.
    const after = (address + bytes + 3) & ~3;
    const missing = Math.ceil((after + GUARD * 4 - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.memory.grow(missing);
    for (const guard of [this.end, after]) {
      this.guardAt(guard).fill(UNTOUCHED);
      this.guards.push(guard);
    }
    this.end = after + GUARD * 4;
    return address;
  }
}

/** The builds that this Node can run: simd everywhere, relaxed where it is known. */
export const flavours = ['simd', 'relaxed'].flatMap((name) => {
  const bytes = readFileSync(new URL(`../../src/kernels/wasm/build/${name}.wasm`, import.meta.url));
  return WebAssembly.validate(bytes) ? [{ name, memory: new FlavourMemory(new WebAssembly.Module(bytes)) }] : [];
});
