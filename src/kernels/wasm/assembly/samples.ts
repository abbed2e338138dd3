// Samples at rest become rows of the batch.

import { Data, Plan } from './generated/records';

/** Puts the inputs and the label of a sample into that row of the batch. */
export function fetchRow(plan: Plan, data: Data, sampleNumber: u32, rowNumber: i32): void {
  const sample = <usize>sampleNumber, row = <usize>rowNumber;
  store<u16>(plan.labels + (row << 1), load<u16>(data.labels + (sample << 1)));
  const x = plan.x + row * plan.xStride;
  if (data.rows) {
    memory.copy(x, data.rows + sample * data.rowBytes, data.features << 2);
    return;
  }
  const entries = data.entries + (<usize>load<u32>(data.starts + (sample << 2)) << 2);
  const end = data.entries + (<usize>load<u32>(data.starts + (sample << 2), 4) << 2);
  if (!data.sparse) return spread(entries, end, data.table, x, data.features);
  store<u32>(plan.entries + (row << 3), <u32>entries);
  store<u32>(plan.entries + (row << 3), <u32>end, 4);
  prefetch(entries, end);
}

/**
 * Reads a word of each cache line from..to. Samples come in random order, from all over the memory: these reads wait for
 * it all at once, where those of the first pass over the entries would wait one after another.
 */
function prefetch(from: usize, to: usize): void {
  let seen: u32 = 0;
  for (; from < to; from += 64) seen |= load<u32>(from);
  // Something has to come of it, or the reads would be left out. No entry has all bits set.
  if (seen == 0xffffffff) unreachable();
}

/** Writes a whole row of inputs from the entries of its non-zero bytes. */
function spread(entries: usize, end: usize, table: usize, x: usize, features: i32): void {
  const background = load<f32>(table);
  for (let i: usize = 0; i < <usize>features; i++) store<f32>(x + (i << 2), background);
  for (; entries < end; entries += 4) {
    const entry = load<u32>(entries);
    store<f32>(x + (<usize>(entry & 0xffff) << 2), load<f32>(table + <usize>(entry >> 16)));
  }
}
