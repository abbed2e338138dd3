import type { Heap } from './heap.ts';

/**
 * Records that the kernels read: words of 4 bytes in the order of assembly/plan.ts. `f` marks float32, all others are
 * whole numbers or addresses.
 */
const LAYER = {
  I: 'i',
  O: 'i',
  O8: 'i',
  stride: 'i',
  W: 'i',
  WT: 'i',
  b: 'i',
  p: 'i',
  dW: 'i',
  db: 'i',
  dp: 'i',
  mW: 'i',
  vW: 'i',
  mb: 'i',
  vb: 'i',
  mp: 'i',
  vp: 'i',
  z: 'i',
  a: 'i',
  out: 'i',
  dz: 'i',
  mask: 'i',
  dpRows: 'i',
  activation: 'i',
  dropout: 'f',
  I8: 'i',
  rowStride: 'i',
} as const;

const DATA = {
  count: 'i',
  features: 'i',
  starts: 'i',
  entries: 'i',
  table: 'i',
  rows: 'i',
  stride: 'i',
  labels: 'i',
  sparse: 'i',
} as const;

const PLAN = {
  layers: 'i',
  firstLayer: 'i',
  head: 'i',
  batchSize: 'i',
  order: 'i',
  samples: 'i',
  labels: 'i',
  x: 'i',
  xStride: 'i',
  entries: 'i',
  outputs: 'i',
  losses: 'i',
  right: 'i',
  optimizer: 'i',
  coefficients: 'i',
  l1: 'f',
  l2: 'f',
  clipNorm: 'f',
  reports: 'i',
  barrier: 'i',
  queues: 'i',
  queuesStride: 'i',
  shares: 'i',
  scratch: 'i',
  scratchSize: 'i',
  lists: 'i',
  streams: 'i',
  dropping: 'i',
  descending: 'i',
} as const;

type Fields = Readonly<Record<string, 'i' | 'f'>>;
export type LayerRecord = Record<keyof typeof LAYER, number>;
export type DataRecord = Record<keyof typeof DATA, number>;
export type PlanRecord = Record<keyof typeof PLAN, number>;

/** Bytes of one layer's record. */
export const LAYER_BYTES = Object.keys(LAYER).length * 4;

export const writeLayer = (heap: Heap, at: number, layer: LayerRecord): void => write(heap, at, LAYER, layer);

/** Addresses of the records, newly made. */
export const makeData = (heap: Heap, data: DataRecord): number => make(heap, DATA, data);
export const makePlan = (heap: Heap, plan: PlanRecord): number => make(heap, PLAN, plan);

/** Bytes from the beginning of a plan's record to that field. */
export const planOffset = (field: keyof typeof PLAN): number => Object.keys(PLAN).indexOf(field) * 4;

function make(heap: Heap, fields: Fields, record: Record<string, number>): number {
  const at = heap.reserve(Object.keys(fields).length * 4);
  write(heap, at, fields, record);
  return at;
}

function write(heap: Heap, at: number, fields: Fields, record: Record<string, number>): void {
  const view = new DataView(heap.memory.buffer, at);
  Object.entries(fields).forEach(([name, kind], k) => {
    if (kind === 'f') view.setFloat32(k * 4, record[name], true);
    else view.setUint32(k * 4, record[name], true);
  });
}
