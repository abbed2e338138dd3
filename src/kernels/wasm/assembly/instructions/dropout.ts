// y = x * mask in training, y = x in evaluation.

import { uniform } from '../alea';
import { Dropout } from '../generated/records';

export function dropoutForward(it: Dropout, from: i32, to: i32, training: bool): void {
  const offset = <usize>from * it.stride;
  if (training) multiply(it, to - from, it.x + offset, it.mask + offset, it.y + offset);
  else memory.copy(it.y + offset, it.x + offset, <usize>(to - from) * it.stride);
}

export function dropoutBackward(it: Dropout, from: i32, to: i32): void {
  const offset = <usize>from * it.stride;
  multiply(it, to - from, it.dy + offset, it.mask + offset, it.dx + offset);
}

/** out[B][O] = values * mask */
function multiply(it: Dropout, B: i32, values: usize, mask: usize, out: usize): void {
  const bytes = <usize>it.O << 2;
  for (let row = 0; row < B; row++) {
    for (let c: usize = 0; c < bytes; c += 16) v128.store(out + c, f32x4.mul(v128.load(values + c), v128.load(mask + c)));
    values += it.stride; mask += it.stride; out += it.stride;
  }
}

/** Draws the masks of a batch of B rows, in the order of the textbook. */
export function drawMask(it: Dropout, B: i32, stream: usize): void {
  const rate = <f64>it.rate;
  const kept = <f32>(1.0 / (1.0 - rate));
  for (let row = 0; row < B; row++) {
    const mask = it.mask + <usize>row * it.stride;
    for (let o: usize = 0; o < <usize>it.O; o++) store<f32>(mask + (o << 2), uniform(stream) < rate ? 0 : kept);
  }
}
