import { largest } from '../../../util/any-length.ts';
import type { ProgramSpec } from '../../program.ts';
import type { Arena } from '../heap.ts';
import { routineName } from '../routines.ts';
import { hasHead } from '../slowdown.ts';
import type { RoutineTable } from '../table.ts';
import { activationPlaces } from './activation-places.ts';
import { headFunctions } from './callbacks.ts';
import { type DataAtRest, restData } from './data-at-rest.ts';
import { Instructions } from './instructions.ts';
import { constants, fieldOffset, recordBytes, writeRecord } from './records.ts';
import { roundUp, rowFloats } from './sizes.ts';
import { onlyLinearSeesInputs, stepsOf } from './steps.ts';

const { COEFFICIENTS, BLOCK_BYTES } = constants;
/** Rows of a forward pass in an evaluation. */
export const EVALUATION_ROWS = 256;
/** Most steps that one call takes. */
export const LONGEST_RUN = 512;

/** A training in the memory of an engine. */
export class ProgramMemory {
  readonly threads: number;
  readonly data: DataAtRest;
  readonly instructions: Instructions;
  /** Of its record. */
  readonly plan: number;
  readonly order: Uint32Array;
  /** The plan's own word for it. */
  readonly samples: Uint32Array;
  readonly coefficients: Float32Array;
  readonly reports: Float64Array;
  readonly streams: Float64Array;
  readonly dropping: boolean;

  constructor(arena: Arena, table: RoutineTable, spec: ProgramSpec) {
    const { data, batchSize, clipNorm, l1, l2 } = spec;
    const rows = Math.max(batchSize, EVALUATION_ROWS);
    const steps = stepsOf(spec.instructions, data.features);
    const head = headPlaces(table, arena, spec);
    this.data = restData(arena, data, onlyLinearSeesInputs(steps) ? 'by density' : false);
    const { sparse } = this.data;
    const descending = isDescending(spec);
    const stride = rowFloats(data.features) * 4;
    const inputs = { address: sparse ? 0 : arena.reserve(rows * stride), stride };
    const needs = { spec, steps, rows, threads: spec.threads, inputs, sparse, descending, table };
    this.instructions = new Instructions(arena, needs);
    this.threads = table.isLocal ? 1 : spec.threads;
    const { threads } = this;
    const { addresses, batchNorms, topStride } = this.instructions;
    this.dropping = steps.some(({ kind }) => kind === 'dropout');
    this.order = arena.u32(data.count);
    this.coefficients = arena.f32(COEFFICIENTS * LONGEST_RUN);
    this.reports = arena.f64(2 * LONGEST_RUN);
    this.streams = arena.f64(4 * threads);
    const stops = arena.u32(batchNorms.length + 2);
    stops.set([0, ...batchNorms, steps.length]);
    const { lists, scratchBytes } = this.scratchSizes(spec, rows);
    // For inputs, for the rows of each pass, for each instruction; a thread's on cache lines of their own.
    const queueBytes = roundUp((1 + (1 + 2 * batchNorms.length) + steps.length) * 4, 64);
    this.plan = arena.reserve(recordBytes('Plan'));
    writeRecord(arena.memory, this.plan, 'Plan', {
      length: steps.length,
      instructions: addresses.byteOffset,
      batchNorms: batchNorms.length,
      stops: stops.byteOffset,
      ...head,
      step: table.place(routineName(spec.optimizer.name, 'step')),
      batchSize,
      order: this.order.byteOffset,
      samples: data.count,
      labels: arena.reserve(rows * 2),
      x: inputs.address,
      xStride: inputs.stride,
      entries: sparse ? arena.reserve(rows * 8) : 0,
      outputs: arena.reserve(rows * topStride),
      losses: arena.reserve(rows * 4),
      right: arena.reserve(rows),
      coefficients: this.coefficients.byteOffset,
      l1,
      l2,
      clipNorm,
      reports: this.reports.byteOffset,
      barrier: arena.reserve(8),
      queues: arena.reserve(threads * queueBytes),
      queueBytes,
      shares: this.shareInputs(arena),
      scratch: arena.reserve(scratchBytes * threads),
      scratchBytes,
      lists,
      streams: this.streams.byteOffset,
      dropping: this.dropping ? 1 : 0,
      descending: descending ? 1 : 0,
    });
    this.samples = arena.u32(1, this.plan + fieldOffset('Plan', 'samples'));
    this.instructions.refresh();
  }

  /**
   * Bytes that a thread needs beside the plan: gradients of a panel and packed columns of a batch, then, where the first
   * layer is sparse, the turned entries of its inputs.
   */
  private scratchSizes({ instructions, data }: ProgramSpec, rows: number): { lists: number; scratchBytes: number } {
    const panels = instructions.map((one) => (one.kind === 'linear' ? roundUp(one.I, 8) * 32 : 0));
    const lists = roundUp(largest(panels, BLOCK_BYTES) + rows * 32, 64);
    const turned = this.data.sparse ? (data.features + 2 + rows) * 4 + rows * this.data.most * 8 : 0;
    return { lists, scratchBytes: roundUp(lists + turned, 64) };
  }

  /** Boundaries of the inputs of a sparse first layer that each thread owns, so that all have as many non-zeros. */
  private shareInputs(arena: Arena): number {
    const { threads } = this;
    const { perInput } = this.data;
    const shares = arena.u32(threads + 1);
    const total = perInput.reduce((sum, n) => sum + n, 0);
    let [passed, thread] = [0, 1];
    for (let input = 0; input < perInput.length && thread < threads; input++) {
      passed += perInput[input];
      if (passed >= (total * thread) / threads) shares[thread++] = input + 1;
    }
    shares.fill(perInput.length, thread);
    return shares.byteOffset;
  }
}

/** Places of the head's routines: the kernels' own, or its JavaScript. */
function headPlaces(table: RoutineTable, arena: Arena, { head }: ProgramSpec) {
  const { forward: headForward } = activationPlaces(table, arena, head.activation);
  if (hasHead(table, head)) {
    const place = (part: 'losses' | 'backward') => table.place(routineName(head.name, part));
    return { headForward, headLosses: place('losses'), headBackward: place('backward') };
  }
  const own = headFunctions(arena, head);
  return {
    headForward,
    headLosses: table.add({ local: own.losses }),
    headBackward: table.add({ local: own.backward }),
  };
}

/** Whether gradients change parameters by gradient descent and nothing else. */
const isDescending = ({ optimizer, clipNorm, l1, l2 }: ProgramSpec): boolean =>
  optimizer.name === 'sgd' && clipNorm === 0 && l1 === 0 && l2 === 0;
