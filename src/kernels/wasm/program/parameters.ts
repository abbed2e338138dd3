import type { Values } from '../../../activations/index.ts';
import type { ParameterArrays } from '../../program.ts';
import type { Arena } from '../heap.ts';
import { recordBytes, writeRecord } from './records.ts';
import { roundUp } from './sizes.ts';

/** Where the numbers of a tensor lie inside the engine. */
export interface Order {
  /** Numbers, padding included. */
  readonly length: number;
  /** Network -> engine. */
  take(from: Values, to: Float32Array): void;
  /** Engine -> network. */
  give(from: Float32Array, to: Values): void;
}

/** A vector [n] as it is, padded to 8. */
export const vectorOrder = (n: number): Order => ({
  length: roundUp(n, 8),
  take: (from, to) => to.set(from),
  give: (from, to) => to.set(from.subarray(0, n)),
});

/** W[I][O] in the order that `place` says. */
export function matrixOrder(I: number, O: number, length: number, place: (i: number, o: number) => number): Order {
  return {
    length,
    take(from, to) {
      for (let i = 0; i < I; i++) for (let o = 0; o < O; o++) to[place(i, o)] = from[i * O + o];
    },
    give(from, to) {
      for (let i = 0; i < I; i++) for (let o = 0; o < O; o++) to[i * O + o] = from[place(i, o)];
    },
  };
}

/** A parameter inside the engine, with its moments, and the way between them and the network's own arrays. */
export class ParameterMemory {
  /** Of its record. */
  readonly address: number;
  readonly values: Float32Array;
  private readonly moments: readonly Float32Array[];

  /** @param keepsGradients whether gradients are needed beyond the registers that they are summed in */
  constructor(
    arena: Arena,
    private readonly theirs: ParameterArrays,
    private readonly order: Order,
    keepsGradients: boolean,
  ) {
    const { length } = order;
    this.values = arena.f32(length);
    this.moments = theirs.moments.map(() => arena.f32(length));
    const [m, v] = this.moments;
    this.address = arena.reserve(recordBytes('Parameter'));
    writeRecord(arena.memory, this.address, 'Parameter', {
      length,
      values: this.values.byteOffset,
      gradients: keepsGradients ? arena.reserve(length * 4) : 0,
      m: m?.byteOffset ?? 0,
      v: v?.byteOffset ?? 0,
    });
  }

  take(): void {
    const { theirs, order, moments } = this;
    order.take(theirs.values, this.values);
    moments.forEach((moment, k) => {
      order.take(theirs.moments[k], moment);
    });
  }

  give(): void {
    const { theirs, order, moments } = this;
    order.give(this.values, theirs.values);
    moments.forEach((moment, k) => {
      order.give(moment, theirs.moments[k]);
    });
  }
}
