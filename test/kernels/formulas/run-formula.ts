import { moduleImports } from '../../../src/kernels/wasm/formulas/compile.ts';
import '../flavours.ts';

/** A module of a formula with arrays to work on. */
export interface RunningFormula {
  /** a[n] = f(z[n]) */
  readonly f: (z: Float32Array, p?: number) => Float32Array;
  /** dz[n] = da[n] df(z[n]), after f. */
  readonly df: (z: Float32Array, p?: number, da?: Float32Array) => Float32Array;
  /** The sum of da[n] df/dp. */
  readonly learned: (z: Float32Array, da: Float32Array, p: number) => number;
  /** Everything that lies after the last array written, as it was at the beginning. */
  readonly intact: () => boolean;
}

const PAGE = 65_536;
const GUARD = 5;
const memory = new WebAssembly.Memory({ initial: 64, maximum: 64, shared: true });

/** Makes an instance of a module and runs it on arrays of any length up to a few hundred thousand numbers. */
export function running(bytes: Uint8Array<ArrayBuffer>): RunningFormula {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, ...moduleImports } });
  const { forward, backward, learned } = exports as Record<string, (...args: number[]) => number>;
  let guards: Float32Array[] = [];
  /** An array between two guards, no better aligned than float32 must be. */
  const place = (at: number, values: ArrayLike<number>) => {
    // A quarter of the memory for each.
    const address = at * 16 * PAGE + 4 * GUARD;
    const after = new Float32Array(memory.buffer, address + 4 * values.length, GUARD).fill(123.5);
    const array = new Float32Array(memory.buffer, address, values.length);
    array.set(values);
    guards.push(new Float32Array(memory.buffer, address - 4 * GUARD, GUARD).fill(123.5), after);
    return array;
  };
  const outputs = (z: Float32Array, p: number) => {
    guards = [];
    const [input, a] = [
      place(0, z),
      place(
        1,
        z.map(() => 7),
      ),
    ];
    forward(z.length, input.byteOffset, a.byteOffset, p);
    return { input, a };
  };
  return {
    f: (z, p = 0) => outputs(z, p).a.slice(),
    df(z, p = 0, da = z.map(() => 1)) {
      const { input, a } = outputs(z, p);
      const gradients = place(2, da);
      backward(z.length, input.byteOffset, a.byteOffset, gradients.byteOffset, gradients.byteOffset, p);
      return gradients.slice();
    },
    learned(z, da, p) {
      const { input, a } = outputs(z, p);
      return learned(z.length, input.byteOffset, a.byteOffset, place(2, da).byteOffset, p);
    },
    intact: () => guards.every((guard) => guard.every((value) => value === 123.5)),
  };
}
