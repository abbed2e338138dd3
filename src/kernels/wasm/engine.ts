import type { Activation } from '../../activations/index.ts';
import { UserError } from '../../util/user-error.ts';
import type { Head, Kernels, Labels, Optimizer, OptimizerStep, Values } from '../kernels.ts';
import { reference } from '../reference/index.ts';
import { writeCoefficients } from './coefficients.ts';
import { formulaGenerator } from './formulas/generate.ts';
import { Arena } from './heap.ts';
import { instantiate, type LoadedModule, type WasmExports, type WasmFunction } from './module.ts';
import { compileProgram } from './program/program.ts';
import { constants } from './program/records.ts';
import { type ActivationPart, type Part, routineName } from './routines.ts';
import { type GenerateCode, isOwn, slowdownOf } from './slowdown.ts';
import { giveHeapBack, takeHeap } from './spare-heaps.ts';
import { instantiateGenerated } from './table.ts';
import type { StartThread } from './threads/pool.ts';

const { dropoutMask, multiply, add, norm, scale, addPenalty } = reference;
const { columnMoments, rowMoments, batchNorm, batchNormGradient, layerNorm, layerNormGradient } = reference;

/**
 * The fast engine: float32 in WebAssembly SIMD. For an activation that is a formula it
 * compiles a routine; what it has none for (JavaScript of the user's own) runs through the object's own functions on
 * the same arrays.
 * @param startThread starts the threads of a training that asks for more than one
 * @param generate makes code for activations that the kernels have no routine for: by default of their formulas
 * @throws Error where this machine cannot share memory between threads
 */
export function createEngine(
  { flavour, module }: LoadedModule,
  startThread: StartThread,
  generate: GenerateCode = formulaGenerator(flavour),
): Kernels {
  const heap = takeHeap();
  const arena = new Arena(heap);
  const wasm = instantiate(module, heap.memory);
  const coefficients = arena.f32(constants.COEFFICIENTS);
  let scratch = { address: 0, bytes: 0 };
  const staged = new Map<string, { address: number; bytes: number }>();

  const source = { has: (name: string) => name in wasm, generate };
  const generated = new WeakMap<WebAssembly.Module, WasmExports>();
  const routine = ({ name }: Head | Optimizer, part: Part): WasmFunction | undefined => wasm[routineName(name, part)];
  const activationRoutine = (activation: Activation, part: ActivationPart): WasmFunction | undefined => {
    if (isOwn(source, activation)) return wasm[routineName(activation.name, part)];
    const code = generate(activation);
    if (!code) return undefined;
    const exports = generated.get(code) ?? instantiateGenerated(code, heap.memory);
    generated.set(code, exports);
    return exports[part];
  };
  const grown = (area: { address: number; bytes: number }, bytes: number) => {
    if (area.bytes >= bytes) return area;
    heap.release(area.address);
    return { address: heap.reserve(2 * bytes), bytes: 2 * bytes };
  };
  const scratchOf = (bytes: number) => {
    scratch = grown(scratch, bytes);
    return scratch.address;
  };

  /** The address of n numbers to be read: arrays of the caller's own are copied in, one area for each role. */
  const input = (role: string, values: Values, n: number): number => {
    if (heap.holds(values)) return values.byteOffset;
    const area = grown(staged.get(role) ?? { address: 0, bytes: 0 }, n * 4);
    staged.set(role, area);
    arena.f32(n, area.address).set(values.subarray(0, n));
    return area.address;
  };
  const labelsAt = (labels: Labels, n: number): number => {
    const area = grown(staged.get('labels') ?? { address: 0, bytes: 0 }, n * 2);
    staged.set('labels', area);
    arena.u16(n, area.address).set(labels.subarray(0, n));
    return area.address;
  };
  const rows = (I: number, B: number, O: number) => scratchOf(32 * (I + B + O + 8));

  const kernels: Kernels = {
    name: 'wasm',
    flavour,
    precision: 'float32',
    allocate: (length) => arena.f32(length, heap.reserve(length * 4)),
    release: (values) => {
      if (heap.holds(values)) heap.release(values.byteOffset);
    },
    dispose: () => {
      refuseFromNowOn(kernels);
      giveHeapBack(heap);
    },
    [Symbol.dispose]: () => kernels.dispose?.(),
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
      const forward = activationRoutine(activation, 'forward');
      if (!forward) return activation.forward(B, O, z, a, p[0]);
      eachRow(activation, B, O, (n, at) => forward(n, z.byteOffset + at, a.byteOffset + at, p[0] ?? 0));
    },

    activationGradient(activation, B, O, z, a, p, da, dz, dp) {
      const backward = activationRoutine(activation, 'backward');
      const learned = activation.parameter && activationRoutine(activation, 'learned');
      const perRow = activation.parameter ? arena.f32(B, scratchOf(B * 4)) : undefined;
      if (backward) {
        const addresses = (at: number) => [z.byteOffset + at, a.byteOffset + at, da.byteOffset + at];
        perRow?.forEach((_, row) => {
          perRow[row] = learned?.(O, ...addresses(row * O * 4), p[0]) ?? 0;
        });
        eachRow(activation, B, O, (n, at) => backward(n, ...addresses(at), dz.byteOffset + at, p[0] ?? 0));
      } else activation.backward(B, O, z, a, da, dz, p[0], perRow);
      if (perRow) dp[0] = perRow.reduce((sum, row) => sum + row, 0);
    },

    headOutputs(head, B, O, logits, outputs) {
      const forward = activationRoutine(head.activation, 'forward');
      if (!forward) return head.activation.forward(B, O, logits, outputs);
      eachRow(head.activation, B, O, (n, at) => forward(n, logits.byteOffset + at, outputs.byteOffset + at, 0));
    },

    headLosses(head, B, O, logits, outputs, labels, losses) {
      const own = routine(head, 'losses');
      if (!own) return head.losses(B, O, logits, outputs, labels, losses);
      own(B, O, O, logits.byteOffset, outputs.byteOffset, labelsAt(labels, B), losses.byteOffset);
    },

    headBackward(head, B, O, logits, outputs, labels, dlogits) {
      const own = routine(head, 'backward');
      if (!own) return head.backward(B, O, logits, outputs, labels, dlogits);
      own(B, O, O, logits.byteOffset, outputs.byteOffset, labelsAt(labels, B), B, dlogits.byteOffset);
    },

    step(optimizer: Optimizer, step: OptimizerStep, n, parameters, gradients, moments) {
      const own = routine(optimizer, 'step');
      if (!own) return optimizer.update(step, n, parameters, gradients, moments);
      writeCoefficients(optimizer.name, step, coefficients);
      const [m, v] = moments.map(({ byteOffset }) => byteOffset);
      const g = input('gradients', gradients, n);
      own(n, parameters.byteOffset, g, m ?? 0, v ?? 0, coefficients.byteOffset);
    },

    slowedBy: (parts) => slowdownOf(source, parts),
    compile: (spec) => compileProgram({ heap, build: module, startThread, generate }, spec),
  };
  return kernels;
}

/** An engine without its memory would write into what others have now. A second dispose() is none. */
function refuseFromNowOn(kernels: Kernels): void {
  const refuse = () => {
    throw new UserError({
      rule: 'an engine that was disposed must no longer be used, nor networks that were made with it',
      fix: 'select the engine again',
    });
  };
  const nothing = () => undefined;
  for (const [name, value] of Object.entries(kernels)) {
    if (typeof value === 'function') Object.assign(kernels, { [name]: name === 'release' ? nothing : refuse });
  }
  Object.assign(kernels, { dispose: nothing, [Symbol.dispose]: nothing });
}

/** Calls with each row of a matrix without padding, and with its place in bytes; an elementwise function takes them as one. */
function eachRow({ scalar }: Activation, B: number, O: number, visit: (n: number, at: number) => void): void {
  if (scalar) visit(B * O, 0);
  else for (let row = 0; row < B; row++) visit(O, row * O * 4);
}
