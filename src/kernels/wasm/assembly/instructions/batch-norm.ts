// Batch norm: each column by the mean and the variance of the batch, so that rows depend on one another. Whoever takes a
// block of rows leaves its sums; when all have met, every thread adds up the blocks for itself, all in the same order.
// Source: Ioffe & Szegedy, Batch Normalization (2015).

import { BatchNorm, BLOCK_ROWS } from '../generated/records';
import { madd, zero } from '../vectors/simd';
import { blockOf, blocksOf, lineBytes, sumOfBlocks } from './norm';

/** What a thread knows of the columns, line by line: mean, 1 / deviation, mean of dy, mean of dy x^. */
@inline
function columnsOf(it: BatchNorm, thread: i32): usize {
  return it.columns + <usize>thread * it.columnBytes;
}

/** Before batchNormForward, of all rows: for each block its sums, and its squared distances from its own means. */
export function gatherMoments(it: BatchNorm, from: i32, to: i32): void {
  const bytes = lineBytes(it.O), stride = it.xStride;
  for (let row = from; row < to; row += BLOCK_ROWS) {
    const rows = <usize>min(BLOCK_ROWS, to - row);
    const share = f32x4.splat(1 / <f32>rows);
    const sums = blockOf(it.blockMoments, it.O, row);
    const x = it.x + <usize>row * stride;
    for (let c: usize = 0; c < bytes; c += 16) {
      const end = x + c + rows * stride;
      let sum = zero();
      for (let at = x + c; at < end; at += stride) sum = f32x4.add(sum, v128.load(at));
      const mean = f32x4.mul(sum, share);
      let squares = zero();
      for (let at = x + c; at < end; at += stride) {
        const distance = f32x4.sub(v128.load(at), mean);
        squares = madd(distance, distance, squares);
      }
      v128.store(sums + c, sum);
      v128.store(sums + bytes + c, squares);
    }
  }
}

/**
 * Mean and 1 / deviation of each column of a batch of B rows: squared distances within blocks, and of blocks from the
 * whole. The first thread moves the running ones towards them.
 */
export function batchStatistics(it: BatchNorm, B: i32, thread: i32): void {
  const bytes = lineBytes(it.O);
  const columns = columnsOf(it, thread);
  const blocks = blocksOf(B);
  const rows = f32x4.splat(<f32>B);
  const full = f32x4.splat(<f32>BLOCK_ROWS), lastRows = f32x4.splat(<f32>(B - (blocks - 1) * BLOCK_ROWS));
  for (let c: usize = 0; c < bytes; c += 16) {
    const line = it.blockMoments + c;
    const mean = f32x4.div(sumOfBlocks(line, B, it.O), rows);
    let squares = sumOfBlocks(line + bytes, B, it.O);
    let at = line;
    for (let block = 1; block <= blocks; block++, at += bytes << 1) {
      const inBlock = block < blocks ? full : lastRows;
      const distance = f32x4.sub(v128.load(at), f32x4.mul(inBlock, mean));
      squares = f32x4.add(squares, f32x4.div(f32x4.mul(distance, distance), inBlock));
    }
    store2(columns + c, bytes, mean, f32x4.div(squares, rows), it.epsilon);
    if (thread != 0) continue;
    approach(it.runningMean + c, mean, it.momentum);
    approach(it.runningVariance + c, f32x4.div(squares, f32x4.splat(<f32>(B - 1))), it.momentum);
  }
}

/** For evaluation: the running statistics instead. */
export function runningStatistics(it: BatchNorm, thread: i32): void {
  const bytes = lineBytes(it.O);
  const columns = columnsOf(it, thread);
  for (let c: usize = 0; c < bytes; c += 16) {
    store2(columns + c, bytes, v128.load(it.runningMean + c), v128.load(it.runningVariance + c), it.epsilon);
  }
}

/** Writes a mean, and 1 / sqrt(variance + epsilon) a line below it. */
@inline
function store2(at: usize, bytes: usize, mean: v128, variance: v128, epsilon: f32): void {
  v128.store(at, mean);
  v128.store(at + bytes, f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon)))));
}

/** running += momentum (value - running) */
@inline
function approach(running: usize, value: v128, momentum: f32): void {
  const old = v128.load(running);
  v128.store(running, madd(f32x4.splat(momentum), f32x4.sub(value, old), old));
}

/** y = gain x^ + shift, with x^ = (x - mean) / deviation */
export function batchNormForward(it: BatchNorm, from: i32, to: i32, thread: i32): void {
  const bytes = lineBytes(it.O);
  const mean = columnsOf(it, thread), inverse = mean + bytes;
  const gain = it.gain.values, shift = it.shift.values;
  let x = it.x + <usize>from * it.xStride, y = it.y + <usize>from * it.stride;
  for (let row = from; row < to; row++, x += it.xStride, y += it.stride) {
    for (let c: usize = 0; c < bytes; c += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), v128.load(mean + c)), v128.load(inverse + c));
      v128.store(y + c, madd(normal, v128.load(gain + c), v128.load(shift + c)));
    }
  }
}

/** Before batchNormBackward, of all rows: for each block the sums of dy x^ and of dy. */
export function gatherGradients(it: BatchNorm, from: i32, to: i32, thread: i32): void {
  const bytes = lineBytes(it.O);
  const mean = columnsOf(it, thread), inverse = mean + bytes;
  for (let row = from; row < to; row += BLOCK_ROWS) {
    const rows = <usize>min(BLOCK_ROWS, to - row);
    const sums = blockOf(it.gradientSums, it.O, row);
    const x = it.x + <usize>row * it.xStride, dy = it.dy + <usize>row * it.stride;
    for (let c: usize = 0; c < bytes; c += 16) {
      const m = v128.load(mean + c), s = v128.load(inverse + c);
      let along = zero(), sum = zero();
      for (let k: usize = 0; k < rows; k++) {
        const d = v128.load(dy + k * it.stride + c);
        along = madd(d, f32x4.mul(f32x4.sub(v128.load(x + k * it.xStride + c), m), s), along);
        sum = f32x4.add(sum, d);
      }
      v128.store(sums + c, along);
      v128.store(sums + bytes + c, sum);
    }
  }
}

/** Means over the B rows of dy, and of dy x^. */
export function gradientMeans(it: BatchNorm, B: i32, thread: i32): void {
  const bytes = lineBytes(it.O);
  const columns = columnsOf(it, thread) + (bytes << 1);
  const rows = f32x4.splat(<f32>B);
  for (let c: usize = 0; c < bytes; c += 16) {
    v128.store(columns + bytes + c, f32x4.div(sumOfBlocks(it.gradientSums + c, B, it.O), rows));
    v128.store(columns + c, f32x4.div(sumOfBlocks(it.gradientSums + bytes + c, B, it.O), rows));
  }
}

/** dx = gain / deviation (dy - mean of dy - x^ mean of dy x^) */
export function batchNormBackward(it: BatchNorm, from: i32, to: i32, thread: i32): void {
  const bytes = lineBytes(it.O);
  const mean = columnsOf(it, thread), inverse = mean + bytes, meanDy = inverse + bytes, meanAlong = meanDy + bytes;
  const gain = it.gain.values;
  let x = it.x + <usize>from * it.xStride, dy = it.dy + <usize>from * it.stride, dx = it.dx + <usize>from * it.xStride;
  for (let row = from; row < to; row++, x += it.xStride, dy += it.stride, dx += it.xStride) {
    for (let c: usize = 0; c < bytes; c += 16) {
      const s = v128.load(inverse + c);
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), v128.load(mean + c)), s);
      const common = madd(normal, v128.load(meanAlong + c), v128.load(meanDy + c));
      const own = f32x4.sub(v128.load(dy + c), common);
      v128.store(dx + c, f32x4.mul(f32x4.mul(v128.load(gain + c), s), own));
    }
  }
}
