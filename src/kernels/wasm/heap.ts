import { MOST_BYTES, PAGE, roomMissing } from './room.ts';

/** Where arrays begin: above the kernels' own data, and so that 0 is nobody's address. */
export const HEAP_BASE = 4096;
/** Arrays begin on a cache line of their own. */
const LINE = 64;

/** Memory that nobody has: `bytes` from `address` on. */
interface Gap {
  readonly address: number;
  readonly bytes: number;
}

/** One WebAssembly memory, of which arrays get their parts. */
export class Heap {
  /** Shared, so that threads can work on it; it grows as needed, up to 4 GiB. */
  readonly memory = new WebAssembly.Memory({ initial: 16, maximum: MOST_BYTES / PAGE, shared: true });
  private next = HEAP_BASE;
  /** Bytes that each address was given. */
  private readonly taken = new Map<number, number>();
  /** What was given back, in order of addresses, no two next to each other. */
  private gaps: Gap[] = [];
  /** A memory that grows shows a new buffer each time; arrays on earlier ones stay valid. */
  private readonly buffers = new WeakSet<ArrayBufferLike>();
  /** Trainings whose threads may be writing. */
  private holders = 0;
  private onLetGo: (() => void) | undefined;

  /** The address of `bytes` bytes, zeroed: in the first gap that is wide enough, else at the end. @throws UserError */
  reserve(bytes: number): number {
    const size = Math.max(LINE, Math.ceil(bytes / LINE) * LINE);
    const address = this.fromGap(size) ?? this.fromEnd(size);
    this.taken.set(address, size);
    this.buffers.add(this.memory.buffer);
    return address;
  }

  /** Takes the bytes of `reserve` back. Arrays on them must no longer be used. */
  release(address: number): void {
    const bytes = this.taken.get(address);
    if (bytes === undefined) return;
    this.taken.delete(address);
    const merged: Gap[] = [];
    for (const gap of [...this.gaps, { address, bytes }].sort((a, b) => a.address - b.address)) {
      const before = merged[merged.length - 1];
      if (before && before.address + before.bytes === gap.address) {
        merged[merged.length - 1] = { address: before.address, bytes: before.bytes + gap.bytes };
      } else merged.push(gap);
    }
    this.gaps = merged;
  }

  /** Whether an array lies in this memory. */
  holds(array: ArrayBufferView): boolean {
    return this.buffers.has(array.buffer);
  }

  /** Until the call of what it returns, threads may write: the memory is nobody else's. */
  hold(): () => void {
    this.holders++;
    return () => {
      this.holders--;
      if (this.holders === 0) this.onLetGo?.();
    };
  }

  /** Takes everything back, then calls `then`: at once, or when the last thread has ended. */
  clear(then: () => void): void {
    this.onLetGo = () => {
      this.onLetGo = undefined;
      this.taken.clear();
      this.gaps = this.next > HEAP_BASE ? [{ address: HEAP_BASE, bytes: this.next - HEAP_BASE }] : [];
      then();
    };
    if (this.holders === 0) this.onLetGo();
  }

  private fromGap(bytes: number): number | undefined {
    const at = this.gaps.findIndex((gap) => gap.bytes >= bytes);
    if (at < 0) return undefined;
    const { address, bytes: width } = this.gaps[at];
    this.gaps.splice(at, 1, ...(width > bytes ? [{ address: address + bytes, bytes: width - bytes }] : []));
    new Uint8Array(this.memory.buffer, address, bytes).fill(0);
    return address;
  }

  /** At the end, which begins with the last gap where that reaches it. */
  private fromEnd(bytes: number): number {
    const last = this.gaps.at(-1);
    const dirty = last && last.address + last.bytes === this.next ? last.bytes : 0;
    const address = this.next - dirty;
    // Tiles may read a few bytes past an array.
    const missing = address + bytes + LINE - this.memory.buffer.byteLength;
    if (missing > 0) this.grow(missing);
    if (dirty > 0) this.gaps.pop();
    new Uint8Array(this.memory.buffer, address, dirty).fill(0);
    this.next = address + bytes;
    return address;
  }

  private grow(missing: number): void {
    try {
      this.memory.grow(Math.ceil(missing / PAGE));
    } catch {
      const inUse = [...this.taken.values()].reduce((sum, bytes) => sum + bytes, 0);
      throw roomMissing(inUse, this.memory.buffer.byteLength + missing);
    }
  }
}

/** Arrays on a heap that are given back together. */
export class Arena {
  private addresses: number[] = [];

  constructor(readonly heap: Heap) {}

  get memory(): WebAssembly.Memory {
    return this.heap.memory;
  }

  /** The address of `bytes` bytes, zeroed, on a cache line of their own. */
  reserve(bytes: number): number {
    const address = this.heap.reserve(bytes);
    this.addresses.push(address);
    return address;
  }

  /** Gives all of it back. */
  free(): void {
    for (const address of this.addresses) this.heap.release(address);
    this.addresses = [];
  }

  f32(length: number, address = this.reserve(length * 4)): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  f64(length: number, address = this.reserve(length * 8)): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  u32(length: number, address = this.reserve(length * 4)): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  u16(length: number, address = this.reserve(length * 2)): Uint16Array {
    return new Uint16Array(this.memory.buffer, address, length);
  }
}
