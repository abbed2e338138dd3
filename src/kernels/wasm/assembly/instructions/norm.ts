// What batch norm and layer norm share: y = gain x^ + shift, and gradients of gain and shift as sums over blocks of rows,
// which are summed in the order of blocks, whoever made them.

import { BLOCK_ROWS, Norm, Plan } from '../generated/records';
import { zero } from '../vectors/simd';
import { stepParameter } from './parameter';

/** Bytes of one line of columns. */
@inline
export function lineBytes(O: i32): usize {
  return <usize>((O + 7) & ~7) << 2;
}

/** The two lines of sums that belong to the block of that row. */
@inline
export function blockOf(sums: usize, O: i32, row: i32): usize {
  return sums + <usize>(row / BLOCK_ROWS) * (lineBytes(O) << 1);
}

@inline
export function blocksOf(B: i32): i32 {
  return (B + BLOCK_ROWS - 1) / BLOCK_ROWS;
}

/** The sum over all blocks of a batch of the four columns at `line`, which is an address in the first block. */
@inline
export function sumOfBlocks(line: usize, B: i32, O: i32): v128 {
  const bytes = lineBytes(O) << 1;
  let sum = zero();
  for (let left = blocksOf(B); left > 0; left--, line += bytes) sum = f32x4.add(sum, v128.load(line));
  return sum;
}

/** Gradients of gain and shift of columns n..n+8, and their update unless gradients are clipped first. */
export function updateNorm(plan: Plan, it: Norm, n: usize, B: i32, c: usize, scratch: usize, clipping: bool): void {
  const place = n << 2;
  const line = it.gradientSums + place;
  const dgain = clipping ? it.gain.gradients + place : scratch;
  const dshift = clipping ? it.shift.gradients + place : scratch + 32;
  for (let half: usize = 0; half < 32; half += 16) {
    v128.store(dgain + half, sumOfBlocks(line + half, B, it.O));
    v128.store(dshift + half, sumOfBlocks(line + lineBytes(it.O) + half, B, it.O));
  }
  if (clipping) return;
  stepParameter(plan, it.gain, place, 8, dgain, c);
  stepParameter(plan, it.shift, place, 8, dshift, c);
}
