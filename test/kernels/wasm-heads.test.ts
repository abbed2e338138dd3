import { describe, expect, it } from 'vitest';
import { prelu } from '../../src/activations/prelu.ts';
import { softmax } from '../../src/activations/softmax.ts';
import type { Head } from '../../src/kernels/kernels.ts';
import { routineName } from '../../src/kernels/wasm/routines.ts';
import { heads } from '../../src/nn/heads/index.ts';
import { argmax } from '../../src/nn/network.ts';
import { randomSource } from '../../src/util/random.ts';
import { type FlavourMemory, flavours } from './flavours.ts';
import { ulpError } from './ulp.ts';

/** Sizes of logits: usual ones, confident ones, and the largest that float32 holds. */
const scales = [1, 20, 1e4, 1e38];
/** Numbers at the end of every row that belong to no one. */
const PADDING = 3;
const FILL = -777;

/** B rows of O numbers, normal but for their scale, which changes from row to row. */
function draw(B: number, O: number, name: string, scaled: boolean): Float32Array {
  const random = randomSource(B * 100 + O).stream(name);
  return Float32Array.from(
    { length: B * O },
    (_, k) => random.normal() * (scaled ? scales[Math.floor(k / O) % scales.length] : 1),
  );
}

const labelsOf = (B: number, O: number) => Uint16Array.from({ length: B }, (_, row) => (row * 7 + 3) % O);

/** Rows with padding behind each. */
function padded(O: number, values: Float32Array): Float32Array {
  const stride = O + PADDING;
  const rows = new Float32Array((values.length / O) * stride).fill(FILL);
  values.forEach((value, k) => {
    rows[Math.floor(k / O) * stride + (k % O)] = value;
  });
  return rows;
}

/** The rows again; fails where padding was written to. */
function unpadded(O: number, rows: Float32Array): number[] {
  const stride = O + PADDING;
  expect(rows.filter((_, k) => k % stride >= O).every((value) => value === FILL)).toBe(true);
  return [...rows.filter((_, k) => k % stride < O)];
}

/** What the wasm head gives for these logits. */
function run(memory: FlavourMemory, head: Head, O: number, logits: Float32Array, labels: Uint16Array, batch: number) {
  memory.clear();
  const B = labels.length;
  const z = memory.place(padded(O, logits));
  const outputs = memory.place(padded(O, logits));
  const dlogits = memory.place(padded(O, logits));
  const losses = memory.place(new Float32Array(B));
  const y = memory.placeLabels(labels);
  const rows = [B, O, O + PADDING] as const;
  const read = [...rows, z.byteOffset, outputs.byteOffset] as const;
  for (let row = 0; row < B; row++) {
    const at = row * (O + PADDING) * 4;
    memory.wasm[routineName(head.activation.name, 'forward')](O, z.byteOffset + at, outputs.byteOffset + at, 0);
  }
  memory.wasm[routineName(head.name, 'losses')](...read, y.byteOffset, losses.byteOffset);
  memory.wasm[routineName(head.name, 'backward')](...read, y.byteOffset, batch, dlogits.byteOffset);
  expect(memory.intact()).toBe(true);
  return { outputs: unpadded(O, outputs), losses: [...losses], dlogits: unpadded(O, dlogits) };
}

/** Ours within so many units in the last place of theirs, or within `absolute`. */
function expectNear(ours: number[], theirs: ArrayLike<number>, ulp: number, absolute = 0): void {
  ours.forEach((value, k) => {
    if (Math.abs(value - theirs[k]) <= absolute) return;
    if (ulpError(value, theirs[k]) > ulp) expect.fail(`entry ${k}: ${value} instead of ${theirs[k]}`);
  });
}

/** A head of a recipe need not have any. */
const withRoutines = heads.filter(({ name }) => routineName(name, 'losses') in flavours[0].memory.wasm);

describe('routines', () => {
  it('are all looked at', () => {
    const parts = withRoutines.map(({ name }) => routineName(name, 'losses'));
    for (const { memory } of flavours) {
      expect(
        Object.keys(memory.wasm)
          .filter((name) => name.endsWith('__losses'))
          .sort(),
      ).toEqual(parts.sort());
    }
  });
});

describe.each(flavours)('$name build', ({ memory }) => {
  it.each([...withRoutines])('$name: every width, logits up to the largest', (head) => {
    for (let O = 1; O <= 21; O++) {
      const B = 2 * scales.length + 1;
      const [logits, labels] = [draw(B, O, head.name, true), labelsOf(B, O)];
      const ours = run(memory, head, O, logits, labels, B);
      const [outputs, losses, dlogits] = [new Float64Array(B * O), new Float64Array(B), new Float64Array(B * O)];
      head.activation.forward(B, O, logits, outputs);
      expectNear(ours.outputs, outputs, 2.5);

      // From here on from our own outputs, of which squared errors are made.
      const rounded = Float64Array.from(ours.outputs);
      head.losses(B, O, logits, rounded, labels, losses);
      head.backward(B, O, logits, rounded, labels, dlogits);
      expectNear(ours.losses, losses, 0.52, 1e-14);
      expectNear(ours.dlogits, dlogits, 2, 2e-7 / B);
    }
  });

  it.each([...withRoutines])('$name: infinite and NaN logits are told as the textbook tells them', (head) => {
    const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN];
    const rows = [
      [inf, 0, 1],
      [0, inf, 1],
      [-inf, 0, 1],
      [0, -inf, 1],
      [nan, 0, 1],
      [0, nan, 1],
      [-inf, -inf, -inf],
      [inf, inf, 0],
    ];
    for (const row of rows) {
      const ours = run(memory, head, 3, Float32Array.from(row), Uint16Array.of(1), 1);
      const [outputs, losses, dlogits] = [new Float64Array(3), new Float64Array(1), new Float64Array(3)];
      head.activation.forward(1, 3, row as never, outputs);
      head.losses(1, 3, row as never, outputs, Uint16Array.of(1), losses);
      head.backward(1, 3, row as never, outputs, Uint16Array.of(1), dlogits);
      expectNear(ours.outputs, outputs, 2.5);
      expectNear(ours.losses, losses, 2.5);
      expectNear(ours.dlogits, dlogits, 2.5, 2e-7);
    }
  });

  it('the gradient of a part of the batch is divided by the rows of the whole', () => {
    const [logits, labels] = [draw(4, 5, 'part', false), labelsOf(4, 5)];
    const whole = run(memory, heads[0], 5, logits, labels, 4);
    const part = run(memory, heads[0], 5, logits.subarray(10), labels.subarray(2), 4);
    expect(part.dlogits).toEqual(whole.dlogits.slice(10));
  });

  it('rowsCorrect takes the first of equals, as the network does', () => {
    const rows = [
      [1, 3, 3, 2],
      [3, 1, 3, 3],
      [Number.NaN, 1, 2, 3],
      [0, Number.NaN, 2, 1],
      [-1, -2, -3, -0.5],
      [0, 0, 0, 0],
    ];
    memory.clear();
    const outputs = memory.place(padded(4, Float32Array.from(rows.flat())));
    for (let label = 0; label < 4; label++) {
      const labels = memory.placeLabels(rows.map(() => label));
      const want = rows.filter((row) => argmax(Float32Array.from(row), 0, 4) === label).length;
      expect(memory.wasm.rowsCorrect(rows.length, 4, 4 + PADDING, outputs.byteOffset, labels.byteOffset)).toBe(want);
    }
  });

  it('softmax between layers: forward and backward, da and dz one array', () => {
    for (let O = 1; O <= 21; O++) {
      const [z, da] = [draw(8, O, 'z', true), draw(8, O, 'da', false)];
      memory.clear();
      const [input, a, gradient] = [
        memory.place(padded(O, z)),
        memory.place(padded(O, z)),
        memory.place(padded(O, da)),
      ];
      for (let row = 0; row < 8; row++) {
        const at = row * (O + PADDING) * 4;
        const [zRow, aRow, dRow] = [input, a, gradient].map(({ byteOffset }) => byteOffset + at);
        memory.wasm.softmax__forward(O, zRow, aRow, 0);
        memory.wasm.softmax__backward(O, zRow, aRow, dRow, dRow, 0);
      }
      const [wantA, wantDz] = [new Float64Array(8 * O), new Float64Array(8 * O)];
      softmax.forward(8, O, z, wantA);
      expectNear(unpadded(O, a), wantA, 0.52);
      softmax.backward(8, O, z, Float64Array.from(unpadded(O, a)), da, wantDz);
      expectNear(unpadded(O, gradient), wantDz, 0.52, 1e-15);
      expect(memory.intact()).toBe(true);
    }
  });

  it("prelu's gradient of its slope, row by row", () => {
    for (let O = 1; O <= 21; O++) {
      const [z, da] = [draw(5, O, 'z', false), draw(5, O, 'da', false)];
      memory.clear();
      const [input, gradient] = [memory.place(padded(O, z)), memory.place(padded(O, da))];
      const dp = Array.from({ length: 5 }, (_, row) => {
        const at = row * (O + PADDING) * 4;
        const [zRow, dRow] = [input.byteOffset + at, gradient.byteOffset + at];
        return Math.fround(memory.wasm.prelu__learned(O, zRow, zRow, dRow, 0.25));
      });
      const want = new Float64Array(5);
      prelu.backward(5, O, z, z, da, new Float64Array(5 * O), 0.25, want);
      expectNear(dp, want, 0.52);
      expect(memory.intact()).toBe(true);
    }
  });
});
