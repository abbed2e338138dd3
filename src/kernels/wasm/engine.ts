import type { Kernels, Labels, Optimizer, OptimizerStep, Values } from '../kernels.ts';
import { reference } from '../reference/index.ts';
import { Heap } from './heap.ts';
import { instantiate, type LoadedModule } from './module.ts';
import { hasRoutines, WasmProgram } from './program.ts';
import { activationId, headId, optimizerCoefficients, optimizerId, SOFTMAX } from './routines.ts';
import type { Hire } from './threads.ts';

const { dropoutMask, multiply, add, norm, scale, addPenalty } = reference;
const { columnMoments, rowMoments, batchNorm, batchNormGradient, layerNorm, layerNormGradient } = reference;

/**
 * The fast engine: float32 in WebAssembly SIMD. What it has no routine for (an activation of the user's own) runs
 * through the object's own formulas on the same arrays.
 * @param hire starts the threads of a training that asks for more than one
 * @throws Error where this machine cannot share memory between threads
 */
export function createEngine({ flavour, module }: LoadedModule, hire: Hire): Kernels {
  const heap = new Heap();
  const wasm = instantiate(module, heap.memory);
  const coefficients = heap.f32(8);
  let scratch = { address: 0, bytes: 0 };
  const staged = new Map<string, { address: number; bytes: number }>();

  const grown = (area: { address: number; bytes: number }, bytes: number) =>
    area.bytes >= bytes ? area : { address: heap.reserve(2 * bytes), bytes: 2 * bytes };
  const scratchOf = (bytes: number) => {
    scratch = grown(scratch, bytes);
    return scratch.address;
  };

  /** The address of n numbers to be read: arrays of the caller's own are copied in, one area for each role. */
  const input = (role: string, values: Values, n: number): number => {
    if (heap.holds(values)) return values.byteOffset;
    const area = grown(staged.get(role) ?? { address: 0, bytes: 0 }, n * 4);
    staged.set(role, area);
    heap.f32(n, area.address).set(values.subarray(0, n));
    return area.address;
  };
  const labelsAt = (labels: Labels, n: number): number => {
    const area = grown(staged.get('labels') ?? { address: 0, bytes: 0 }, n * 2);
    staged.set('labels', area);
    heap.u16(n, area.address).set(labels.subarray(0, n));
    return area.address;
  };
  const rows = (I: number, B: number, O: number) => scratchOf(32 * (I + B + O + 8));

  return {
    name: 'wasm',
    flavour,
    precision: 'float32',
    allocate: (length) => heap.f32(length),
    // Programs have routines of their own for these; step by step, the textbook's loops will do.
    ...{ dropoutMask, multiply, add, norm, scale, addPenalty },
    ...{ columnMoments, rowMoments, batchNorm, batchNormGradient, layerNorm, layerNormGradient },

    affine: (B, I, O, x, W, b, z) =>
      void wasm.affine(
        B,
        I,
        O,
        input('x', x, B * I),
        input('W', W, I * O),
        input('b', b, O),
        z.byteOffset,
        rows(I, B, O),
      ),

    weightGradient: (B, I, O, x, dz, dW) =>
      void wasm.weightGradient(B, I, O, input('x', x, B * I + 4), input('dz', dz, B * O), dW.byteOffset, rows(I, B, O)),

    biasGradient: (B, O, dz, db) => void wasm.biasGradient(B, O, input('dz', dz, B * O), db.byteOffset, rows(0, B, O)),

    inputGradient: (B, I, O, dz, W, dx) =>
      void wasm.inputGradient(B, I, O, input('dz', dz, B * O), input('W', W, I * O), dx.byteOffset, rows(I, B, O)),

    activate(activation, B, O, z, p, a) {
      const id = activationId(activation);
      if (id === undefined) activation.forward(B, O, z, a, p[0]);
      else if (id === SOFTMAX) wasm.softmaxForward(B, O, O, z.byteOffset, a.byteOffset);
      else wasm.activate(id, B * O, z.byteOffset, a.byteOffset, p[0] ?? 0);
    },

    activationGradient(activation, B, O, z, a, p, da, dz, dp) {
      const id = activationId(activation);
      const perRow = activation.parameter ? heap.f32(B, scratchOf(B * 4)) : undefined;
      if (id === undefined) activation.backward(B, O, z, a, da, dz, p[0], perRow);
      else if (id === SOFTMAX) wasm.softmaxBackward(B, O, O, a.byteOffset, da.byteOffset, dz.byteOffset);
      else {
        if (perRow) wasm.slopeGradientRows(B, O, O, z.byteOffset, da.byteOffset, perRow.byteOffset);
        wasm.activationGradient(id, B * O, z.byteOffset, a.byteOffset, da.byteOffset, dz.byteOffset, p[0] ?? 0);
      }
      if (perRow) dp[0] = perRow.reduce((sum, row) => sum + row, 0);
    },

    headOutputs(head, B, O, logits, outputs) {
      const id = headId(head);
      if (id === undefined) head.activation.forward(B, O, logits, outputs);
      else wasm.headOutputs(id, B, O, O, logits.byteOffset, outputs.byteOffset);
    },

    headLosses(head, B, O, logits, outputs, labels, losses) {
      const id = headId(head);
      if (id === undefined) return head.losses(B, O, logits, outputs, labels, losses);
      wasm.headLosses(id, B, O, O, logits.byteOffset, outputs.byteOffset, labelsAt(labels, B), losses.byteOffset);
    },

    headBackward(head, B, O, logits, outputs, labels, dlogits) {
      const id = headId(head);
      if (id === undefined) return head.backward(B, O, logits, outputs, labels, dlogits);
      const at = labelsAt(labels, B);
      wasm.headBackward(id, B, O, O, logits.byteOffset, outputs.byteOffset, at, B, dlogits.byteOffset);
    },

    step(optimizer: Optimizer, step: OptimizerStep, n, parameters, gradients, moments) {
      const id = optimizerId(optimizer);
      if (id === undefined) return optimizer.update(step, n, parameters, gradients, moments);
      optimizerCoefficients(optimizer.name, step, coefficients);
      const [m, v] = moments.map(({ byteOffset }) => byteOffset);
      const g = input('gradients', gradients, n);
      wasm.optimizerStep(id, n, parameters.byteOffset, g, m ?? 0, v ?? 0, coefficients.byteOffset);
    },

    compile: async (spec) => (hasRoutines(spec) ? WasmProgram.create(heap, module, hire, spec) : undefined),
  };
}
