import type { Activation } from '../../../activations/index.ts';
import type { Head } from '../../rules.ts';
import type { Arena } from '../heap.ts';
import { type NumberType, wasmFunction } from '../js-function.ts';
import type { WasmFunction } from '../module.ts';
import type { ActivationPart } from '../routines.ts';

/** Whole numbers and addresses. */
const whole = (count: number): NumberType[] => new Array(count).fill('i32');

/** An activation's own JavaScript, as routines on an engine's memory; see ../routines.ts. */
export function activationFunctions(arena: Arena, activation: Activation): Record<ActivationPart, WasmFunction> {
  const row = (n: number, address: number) => arena.f32(n, address);
  const dp = new Float64Array(1);
  let unwanted = new Float64Array(0);
  return {
    forward: wasmFunction([...whole(3), 'f32'], (n, z, a, p) => activation.forward(1, n, row(n, z), row(n, a), p)),
    backward: wasmFunction([...whole(5), 'f32'], (n, z, a, da, dz, p) =>
      activation.backward(1, n, row(n, z), row(n, a), row(n, da), row(n, dz), p, dp),
    ),
    learned: wasmFunction(
      [...whole(4), 'f32'],
      (n, z, a, da, p) => {
        if (unwanted.length < n) unwanted = new Float64Array(n);
        activation.backward(1, n, row(n, z), row(n, a), row(n, da), unwanted, p, dp);
        return dp[0];
      },
      'f64',
    ),
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
    backward: wasmFunction([...whole(6), 'f32', 'i32'], (B, O, stride, logits, outputs, labels, _batch, dlogits) => {
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
