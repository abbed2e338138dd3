/**
 * What JavaScript and the kernels tell each other beside numbers: records of words of 4 bytes. This is the one place
 * that says what is in them: scripts/build-kernels makes the classes of assembly/generated/records.ts from these tables.
 *
 * A word is a whole number, a float32, an address, or the address of another record. Addresses of matrices are those of
 * row 0. Matrices are padded to 8 columns, whose padding stays zero; strides are bytes from one row to the next.
 */
export type Word = 'i32' | 'f32' | 'usize' | 'Parameter';
export type Fields = Readonly<Record<string, Word>>;

/** Numbers that are trained. */
const Parameter = {
  /** How many, padding included. */
  length: 'i32',
  values: 'usize',
  /** Kept only where they are needed beyond the registers that they are summed in; else 0. */
  gradients: 'usize',
  /** First and second moment; 0 where the optimizer has none. */
  m: 'usize',
  v: 'usize',
} as const satisfies Fields;

/** What all instructions begin with. */
const Instruction = {
  /** A place in `kinds`. */
  kind: 'i32',
  /** Columns of y. */
  O: 'i32',
  x: 'usize',
  xStride: 'usize',
  y: 'usize',
  /** Of y and dy. */
  stride: 'usize',
  /** dL/dx, which may be dy; 0 where nobody wants it. Its stride is that of x. */
  dx: 'usize',
  /** dL/dy */
  dy: 'usize',
} as const satisfies Fields;

/** What batch norm and layer norm share. */
const Norm = {
  ...Instruction,
  epsilon: 'f32',
  gain: 'Parameter',
  shift: 'Parameter',
  /** [blocks of rows][2][O8]: sums over each block of dy x^ and of dy. */
  gradientSums: 'usize',
} as const satisfies Fields;

export const records = {
  Parameter,
  Instruction,
  Norm,

  Linear: {
    ...Instruction,
    I: 'i32',
    /** I and O rounded up to 8. */
    I8: 'i32',
    O8: 'i32',
    /** 1 where x is taken by its non-zeros, and W lies in rows; else W lies in panels of 8 columns [O8/8][I8][8]. */
    sparse: 'i32',
    /** Bytes from one row of W to the next where it lies in rows: whole cache lines. */
    rowStride: 'usize',
    W: 'Parameter',
    b: 'Parameter',
    /** Transposed weights in panels of 8 inputs, to send gradients down; 0 where dx is not wanted. */
    WT: 'usize',
  },

  Activation: {
    ...Instruction,
    /** Places of its routines in the table of functions; see ../routines.ts. */
    forward: 'i32',
    backward: 'i32',
    /** 0 where it has no learned number. */
    learned: 'i32',
    /** The learned number; 0 where it has none. */
    slope: 'Parameter',
    /** [B] dL/dslope of each row. */
    slopeRows: 'usize',
  },

  Dropout: { ...Instruction, rate: 'f32', mask: 'usize' },

  BatchNorm: {
    ...Norm,
    momentum: 'f32',
    /** [O8] */
    runningMean: 'usize',
    runningVariance: 'usize',
    /** [blocks of rows][2][O8]: sums over each block of x, and of its squared distances from the block's own mean. */
    blockMoments: 'usize',
    /** For each thread [4][O8], `columnBytes` apart: mean, 1 / deviation, mean of dy, mean of dy x^. */
    columns: 'usize',
    columnBytes: 'usize',
  },

  LayerNorm: {
    ...Norm,
    /** [B][2] mean and 1 / deviation of each row. */
    rows: 'usize',
  },

  /** y = x + other */
  Add: { ...Instruction, other: 'usize', otherStride: 'usize' },

  /** Where a residual connection begins: dx = dy + the gradient that comes by the short way. */
  Fork: { ...Instruction, short: 'usize' },

  /** A data set at rest: bytes by their non-zero places, or rows of float32. */
  Data: {
    count: 'i32',
    features: 'i32',
    /** u32[count + 1]: where each sample's non-zeros begin; 0 for rows of float32. */
    starts: 'usize',
    /** The entries of assembly/products/sparse.ts, one sample after another. */
    entries: 'usize',
    /** f32[256]: what each byte becomes. */
    table: 'usize',
    /** Scaled rows of float32; 0 where the data are bytes. */
    rows: 'usize',
    rowBytes: 'usize',
    labels: 'usize',
    /** 1 where the first instruction goes by non-zeros, 0 where it takes whole rows. */
    sparse: 'i32',
  },

  /** A training: its instructions, the batch at hand, and what each step reports. */
  Plan: {
    /** How many instructions, and u32[length]: the addresses of their records. */
    length: 'i32',
    instructions: 'usize',
    /** How many batch norms, and u32[batchNorms + 2]: 0, the place of each, `length`. */
    batchNorms: 'i32',
    stops: 'usize',
    /** Places of routines in the table of functions. */
    headForward: 'i32',
    headLosses: 'i32',
    headBackward: 'i32',
    step: 'i32',
    batchSize: 'i32',
    /** u32[count]: the order of the epoch. */
    order: 'usize',
    /** Samples of the epoch that are used. */
    samples: 'i32',
    /** u16[batchSize] */
    labels: 'usize',
    /** [batchSize][...] of the inputs, where they are dense. */
    x: 'usize',
    xStride: 'usize',
    /** u32[batchSize][2]: where the entries of each row begin and end, where inputs are sparse. */
    entries: 'usize',
    /** [batchSize][...] outputs of the head, and f32[batchSize] losses. */
    outputs: 'usize',
    losses: 'usize',
    /** u8[batchSize]: whether each row was classified rightly. */
    right: 'usize',
    /** f32[COEFFICIENTS] for each step of the chunk. */
    coefficients: 'usize',
    l1: 'f32',
    l2: 'f32',
    clipNorm: 'f32',
    /** f64 loss and f64 rightly classified, for each step of the chunk. */
    reports: 'usize',
    barrier: 'usize',
    /** Queues of each thread, see assembly/threads/queue.ts: one thread's are queueBytes from another's. */
    queues: 'usize',
    queueBytes: 'usize',
    /** u32[threads + 1]: the inputs of a sparse first layer that each thread owns. */
    shares: 'usize',
    /** Scratch of each thread, one after another. */
    scratch: 'usize',
    scratchBytes: 'usize',
    /** Bytes from the beginning of a thread's scratch to its turned entries. */
    lists: 'usize',
    /** f64[4] of the dropout stream for each thread; see assembly/alea.ts. */
    streams: 'usize',
    dropping: 'i32',
    /** 1 where a step is plain gradient descent, which needs no gradient beyond the registers it is summed in. */
    descending: 'i32',
  },
} as const satisfies Readonly<Record<string, Fields>>;

/** Kinds of instructions, of which each record names one by its place here. */
export const kinds = ['linear', 'activation', 'dropout', 'batch-norm', 'layer-norm', 'add', 'fork'] as const;

/** Numbers that both sides go by. */
export const constants = {
  /** Rows of a batch that are taken, and summed, together. Sums over a batch are sums of the sums over such blocks. */
  BLOCK_ROWS: 4,
  /** Numbers that an optimizer's step depends on. */
  COEFFICIENTS: 8,
  /** Bytes at the beginning of a thread's scratch for one block of gradients. */
  BLOCK_BYTES: 512,
} as const;

export type RecordName = keyof typeof records;
export type RecordOf<Name extends RecordName> = Readonly<Record<keyof (typeof records)[Name], number>>;

/** Bytes of a record. */
export const recordBytes = (name: RecordName): number => Object.keys(records[name]).length * 4;

/** Bytes from the beginning of a record to that field. */
export const fieldOffset = <Name extends RecordName>(name: Name, field: keyof (typeof records)[Name]): number =>
  Object.keys(records[name]).indexOf(field as string) * 4;

/** Writes a record at that address. */
export function writeRecord<Name extends RecordName>(
  memory: WebAssembly.Memory,
  address: number,
  name: Name,
  values: RecordOf<Name>,
): void {
  const view = new DataView(memory.buffer, address);
  const numbers: Readonly<Record<string, number>> = values;
  Object.entries(records[name]).forEach(([field, word], k) => {
    if (word === 'f32') view.setFloat32(k * 4, numbers[field], true);
    else view.setUint32(k * 4, numbers[field], true);
  });
}
