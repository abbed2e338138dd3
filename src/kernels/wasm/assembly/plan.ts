// What a training step works on, as words of 4 bytes in memory that the TypeScript side writes: the order of fields is
// that of ../plan.ts. Addresses are of arrays padded to 8 columns, whose padding stays zero.

/** A dense layer: I inputs, O units. */
@unmanaged
export class Layer {
  I: i32;
  O: i32;
  /** O rounded up to 8. */
  O8: i32;
  /** Bytes from one row of z, a, out, dz, mask to the next. */
  stride: i32;
  /** Weights: panels of 8 columns, or rows where the layer takes non-zero inputs. */
  W: u32;
  /** Transposed weights in panels of 8 inputs, to send gradients down; 0 in the first layer. */
  WT: u32;
  b: u32;
  /** The learned number of the activation; 0 where it has none. */
  p: u32;
  /** Gradients, in the order of the weights; kept where they are needed beyond the registers that they are summed in. */
  dW: u32;
  db: u32;
  dp: u32;
  /** Moments of W, b and p: first and second; 0 where the optimizer has none. */
  mW: u32;
  vW: u32;
  mb: u32;
  vb: u32;
  mp: u32;
  vp: u32;
  z: u32;
  a: u32;
  /** What goes on to the next layer: a, or a after dropout. */
  out: u32;
  dz: u32;
  mask: u32;
  /** Row sums of dL/dp. */
  dpRows: u32;
  activation: i32;
  dropout: f32;
  /** I rounded up to 8: rows of a panel. */
  I8: i32;
  /** Bytes from one row of W to the next where it lies in rows: whole cache lines. */
  rowStride: i32;
}

/** A data set at rest: bytes by their non-zero places, or rows of float32. */
@unmanaged
export class Data {
  count: i32;
  features: i32;
  /** u32[count + 1]: where each sample's non-zeros begin; 0 for rows of float32. */
  starts: u32;
  /** The entries of sparse.ts, one sample after another. */
  entries: u32;
  /** f32[256]: what each byte becomes. */
  table: u32;
  /** Scaled rows of float32, `stride` bytes apart; 0 where the data are sparse. */
  rows: u32;
  stride: i32;
  labels: u32;
  /** 1 where the first layer goes by non-zeros, 0 where it takes whole rows. */
  sparse: i32;
}

/** A training: layers, the batch at hand, and what each step reports. */
@unmanaged
export class Plan {
  layers: i32;
  firstLayer: u32;
  head: i32;
  batchSize: i32;
  /** u32[count]: the order of the epoch. */
  order: u32;
  /** Samples of the epoch that are used. */
  samples: i32;
  /** u16[batchSize] */
  labels: u32;
  /** [batchSize][...] of the inputs, where they are dense. */
  x: u32;
  xStride: i32;
  /** u32[batchSize][2]: where the entries of each row begin and end, where inputs are sparse. */
  entries: u32;
  /** [batchSize][...] outputs of the head, and f32[batchSize] losses. */
  outputs: u32;
  losses: u32;
  /** u8[batchSize]: whether each row was classified rightly. */
  right: u32;
  optimizer: i32;
  /** f32[8] for each step of the chunk. */
  coefficients: u32;
  l1: f32;
  l2: f32;
  clipNorm: f32;
  /** f64 loss and f64 rightly classified, for each step of the chunk. */
  reports: u32;
  barrier: u32;
  /** Queues of each thread, see queue.ts: one thread's are queuesStride bytes from another's. */
  queues: u32;
  queuesStride: i32;
  /** u32[threads + 1]: the inputs of a sparse first layer that each thread owns. */
  shares: u32;
  /** Scratch of each thread, one after another, scratchSize bytes each. */
  scratch: u32;
  scratchSize: i32;
  /** Bytes from the beginning of a thread's scratch to its turned entries. */
  lists: i32;
  /** f64[4] of the dropout stream for each thread; see alea.ts. */
  streams: u32;
  dropping: i32;
  /** 1 where a step is plain gradient descent, which needs no gradient beyond the registers it is summed in. */
  descending: i32;
}

@inline
export function layerOf(plan: Plan, k: i32): Layer {
  return changetype<Layer>(<usize>plan.firstLayer + <usize>k * offsetof<Layer>());
}
