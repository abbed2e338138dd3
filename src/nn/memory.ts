import type { Kernels, Values } from '../kernels/kernels.ts';
import { UserError } from '../util/user-error.ts';

/** The arrays of one network on an engine that others may use too, so that they can be given back. */
export class NetworkMemory {
  /** The engine, which remembers what it gives. Layers allocate by it. */
  readonly kernels: Kernels;
  /** For as long as the network lives. */
  private lasting = new Set<Values>();
  /** For batches of the largest size so far. */
  private batches = new Set<Values>();
  private isForBatches = false;
  private disposed = false;

  constructor(private readonly engine: Kernels) {
    this.kernels = Object.create(engine, {
      allocate: { value: (length: number) => this.allocate(length) },
      release: { value: (values: Values) => this.release(values) },
    });
  }

  /** Gives the arrays of earlier batches back, and takes what `allocate` allocates in their place. */
  forBatches(allocate: (kernels: Kernels) => void): void {
    for (const values of this.batches) this.engine.release?.(values);
    this.batches.clear();
    this.isForBatches = true;
    try {
      allocate(this.kernels);
    } finally {
      this.isForBatches = false;
    }
  }

  /** Runs `allocate`; where memory ends on the way, all that it got is given back. */
  orNothing<T>(allocate: (kernels: Kernels) => T): T {
    try {
      return allocate(this.kernels);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  dispose(): void {
    for (const values of [...this.lasting, ...this.batches]) this.engine.release?.(values);
    this.lasting.clear();
    this.batches.clear();
    this.disposed = true;
  }

  /** @throws UserError after dispose() */
  requireAlive(): void {
    if (this.disposed) {
      throw new UserError({ rule: 'a network that was disposed must no longer be used', fix: 'make it anew' });
    }
  }

  private allocate(length: number): Values {
    const values = this.engine.allocate(length);
    (this.isForBatches ? this.batches : this.lasting).add(values);
    return values;
  }

  private release(values: Values): void {
    this.engine.release?.(values);
    this.lasting.delete(values);
    this.batches.delete(values);
  }
}
