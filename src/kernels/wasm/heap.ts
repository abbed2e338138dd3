const PAGE = 65_536;
/** Addresses below are left alone, so that 0 is nobody's. */
const BASE = 4096;

/** Arrays in one WebAssembly memory, handed out one after another and never taken back: it lives as long as its engine. */
export class Heap {
  /** Shared, so that threads can work on it; it grows as needed, up to 4 GiB. */
  readonly memory = new WebAssembly.Memory({ initial: 16, maximum: PAGE, shared: true });
  private next = BASE;
  /** A memory that grows shows a new buffer each time; arrays on earlier ones stay valid. */
  private readonly buffers = new WeakSet<ArrayBufferLike>();

  /** The address of `bytes` bytes, zeroed, on a cache line of their own. */
  reserve(bytes: number): number {
    const address = Math.ceil(this.next / 64) * 64;
    this.next = address + bytes;
    // Tiles may read a few bytes past an array.
    const missing = this.next + 64 - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    this.buffers.add(this.memory.buffer);
    return address;
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

  u8(length: number, address = this.reserve(length)): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  /** Whether an array lies in this memory. */
  holds(array: ArrayBufferView): boolean {
    return this.buffers.has(array.buffer);
  }
}
