// A residual connection: `add` at its end, and a fork at its beginning, where the gradient comes back by both ways.

import { Add, Fork } from '../generated/records';

/** y = x + other */
export function addForward(it: Add, from: i32, to: i32): void {
  const offset = <usize>from * it.stride;
  let x = it.x + <usize>from * it.xStride, y = it.y + offset, other = it.other + <usize>from * it.otherStride;
  for (let row = from; row < to; row++) {
    sum(it.O, x, other, y);
    x += it.xStride; other += it.otherStride; y += it.stride;
  }
}

/** dx = dy + what comes by the short way. `add` itself hands its gradient on as it is, both ways. */
export function forkBackward(it: Fork, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const offset = <usize>row * it.stride;
    sum(it.O, it.dy + offset, it.short + offset, it.dx + offset);
  }
}

/** out[O] = a + b; all are padded to whole vectors, and out may be either of them. */
@inline
function sum(O: i32, a: usize, b: usize, out: usize): void {
  const bytes = <usize>O << 2;
  for (let c: usize = 0; c < bytes; c += 16) v128.store(out + c, f32x4.add(v128.load(a + c), v128.load(b + c)));
}
