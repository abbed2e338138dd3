import { Heap } from './heap.ts';

/**
 * Heaps of engines that were disposed, for the next ones: a memory that threads may share is given back to the system only
 * when V8 happens to collect it, gigabytes later.
 */
const spare: Heap[] = [];
/** A comparison needs one at a time; more would be kept for nothing. */
const MOST_SPARE = 2;

/** A heap with nothing on it: a used one where there is one. */
export const takeHeap = (): Heap => spare.pop() ?? new Heap();

/** Keeps a heap for the next engine, when its last thread has ended. Arrays on it must no longer be used. */
export function giveHeapBack(heap: Heap): void {
  heap.clear(() => {
    if (spare.length < MOST_SPARE) spare.push(heap);
  });
}
