import type { Activation } from '../../../activations/index.ts';
import type { Head } from '../../rules.ts';
import type { Arena } from '../heap.ts';
import { type Parameter, wasmFunction } from '../js-function.ts';
import type { WasmFunction } from '../module.ts';

/** Types of a routine's parameters (see ../routines.ts): whole numbers and addresses, but for a number here and there. */
const whole = (count: number): Parameter[] => new Array(count).fill('i32');
const FORWARD = [...whole(5), 'f32'] as const;
const BACKWARD = [...whole(7), 'f32', 'i32'] as const;
const HEAD_BACKWARD = [...whole(6), 'f32', 'i32'] as const;

/** An activation's own JavaScript, as routines on an engine's memory. */
export function activationFunctions(
  arena: Arena,
  activation: Activation,
): { forward: WasmFunction; backward: WasmFunction } {
  const matrices = new Matrices(arena);
  return {
    forward: wasmFunction(FORWARD, (B, O, stride, z, a, p) => {
      const out = matrices.room('a', B * O);
      activation.forward(B, O, matrices.take('z', B, O, stride, z), out, p);
      matrices.give(out, B, O, stride, a);
    }),
    backward: wasmFunction(BACKWARD, (B, O, stride, z, a, da, dz, p, dp) => {
      const [zs, as] = [matrices.take('z', B, O, stride, z), matrices.take('a', B, O, stride, a)];
      const slopes = matrices.take('da', B, O, stride, da);
      const perRow = dp === 0 ? undefined : arena.f32(B, dp);
      activation.backward(B, O, zs, as, slopes, slopes, p, perRow);
      matrices.give(slopes, B, O, stride, dz);
    }),
  };
}

/** A head's own JavaScript, as routines on an engine's memory. */
export function headFunctions(arena: Arena, head: Head): { losses: WasmFunction; backward: WasmFunction } {
  const matrices = new Matrices(arena);
  return {
    losses: wasmFunction(whole(7), (B, O, stride, logits, outputs, labels, losses) => {
      const [z, a] = [matrices.take('logits', B, O, stride, logits), matrices.take('outputs', B, O, stride, outputs)];
      head.losses(B, O, z, a, arena.u16(B, labels), arena.f32(B, losses));
    }),
    // The one thread that has it takes the whole batch at once: its rows are those of the mean.
    backward: wasmFunction(HEAD_BACKWARD, (B, O, stride, logits, outputs, labels, _batch, dlogits) => {
      const [z, a] = [matrices.take('logits', B, O, stride, logits), matrices.take('outputs', B, O, stride, outputs)];
      const out = matrices.room('dlogits', B * O);
      head.backward(B, O, z, a, arena.u16(B, labels), out);
      matrices.give(out, B, O, stride, dlogits);
    }),
  };
}

/** Matrices [B][O] without padding, which is what textbook formulas take, and the way from and to the engine's. */
class Matrices {
  private readonly arrays = new Map<string, Float32Array>();

  constructor(private readonly arena: Arena) {}

  /** An array of n numbers; one for each role, so that no call needs a new one. */
  room(role: string, n: number): Float32Array {
    const known = this.arrays.get(role);
    const array = known && known.length >= n ? known : new Float32Array(n);
    this.arrays.set(role, array);
    return array.subarray(0, n);
  }

  /** A copy of B rows that lie `stride` floats apart. */
  take(role: string, B: number, O: number, stride: number, address: number): Float32Array {
    const copy = this.room(role, B * O);
    const rows = this.arena.f32((B - 1) * stride + O, address);
    for (let row = 0; row < B; row++) copy.set(rows.subarray(row * stride, row * stride + O), row * O);
    return copy;
  }

  give(values: Float32Array, B: number, O: number, stride: number, address: number): void {
    const rows = this.arena.f32((B - 1) * stride + O, address);
    for (let row = 0; row < B; row++) rows.set(values.subarray(row * O, (row + 1) * O), row * stride);
  }
}
