// Layer norm: each row by its own mean and variance. Source: Ba, Kiros & Hinton, Layer Normalization (2016).

import { BLOCK_ROWS, LayerNorm } from '../generated/records';
import { fetch, put } from '../vectors/part';
import { madd, zero } from '../vectors/simd';
import { blockOf, lineBytes } from './norm';

/** Mean and 1 / deviation of that row. */
@inline
function momentsOf(it: LayerNorm, row: i32): usize {
  return it.rows + (<usize>row << 3);
}

@inline
function sumOfLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** y = gain x^ + shift, with x^ = (x - mean) / deviation of the row */
export function layerNormForward(it: LayerNorm, from: i32, to: i32): void {
  const bytes = lineBytes(it.O);
  const gain = it.gain.values, shift = it.shift.values;
  let x = it.x + <usize>from * it.xStride, y = it.y + <usize>from * it.stride;
  for (let row = from; row < to; row++, x += it.xStride, y += it.stride) {
    const mean = meanOf(it.O, x);
    const inverse: f32 = 1 / sqrt<f32>(varianceOf(it.O, x, mean) + it.epsilon);
    store<f32>(momentsOf(it, row), mean);
    store<f32>(momentsOf(it, row), inverse, 4);
    const m = f32x4.splat(mean), s = f32x4.splat(inverse);
    for (let c: usize = 0; c < bytes; c += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), m), s);
      v128.store(y + c, madd(normal, v128.load(gain + c), v128.load(shift + c)));
    }
  }
}

function meanOf(O: i32, x: usize): f32 {
  let sum = zero();
  for (let left = O; left > 0; left -= 4, x += 16) sum = f32x4.add(sum, fetch(x, left));
  return sumOfLanes(sum) / <f32>O;
}

function varianceOf(O: i32, x: usize, mean: f32): f32 {
  const m = f32x4.splat(mean);
  let squares = zero();
  let left = O;
  for (; left >= 4; left -= 4, x += 16) {
    const distance = f32x4.sub(v128.load(x), m);
    squares = madd(distance, distance, squares);
  }
  let sum = sumOfLanes(squares);
  for (; left > 0; left--, x += 4) {
    const distance = load<f32>(x) - mean;
    sum += distance * distance;
  }
  return sum / <f32>O;
}

/** dx = (g - mean of g - x^ mean of g x^) / deviation, with g = gain dy; and for each block the sums of dy x^ and of dy. */
export function layerNormBackward(it: LayerNorm, from: i32, to: i32): void {
  const gain = it.gain.values;
  const bytes = lineBytes(it.O);
  for (let row = from; row < to; row++) {
    const x = it.x + <usize>row * it.xStride, dy = it.dy + <usize>row * it.stride, dx = it.dx + <usize>row * it.xStride;
    const m = v128.load32_splat(momentsOf(it, row)), s = v128.load32_splat(momentsOf(it, row), 4);
    const sums = blockOf(it.gradientSums, it.O, row);
    const first = row % BLOCK_ROWS == 0;
    // Padding of dy and gain is zero, and adds nothing.
    let sum = zero(), along = zero();
    for (let c: usize = 0; c < bytes; c += 16) {
      const d = v128.load(dy + c);
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), m), s);
      const g = f32x4.mul(v128.load(gain + c), d);
      sum = f32x4.add(sum, g);
      along = madd(g, normal, along);
      v128.store(sums + c, madd(d, normal, first ? zero() : v128.load(sums + c)));
      v128.store(sums + bytes + c, f32x4.add(d, first ? zero() : v128.load(sums + bytes + c)));
    }
    const meanG = f32x4.splat(sumOfLanes(sum) / <f32>it.O), meanAlong = f32x4.splat(sumOfLanes(along) / <f32>it.O);
    let c: usize = 0;
    for (let left = it.O; left > 0; left -= 4, c += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), m), s);
      const g = f32x4.mul(v128.load(gain + c), v128.load(dy + c));
      // Padding of dx stays zero.
      put(dx + c, f32x4.mul(f32x4.sub(g, madd(normal, meanAlong, meanG)), s), left);
    }
  }
}
