import { type Content, double, float, integer, many, message, messageFrom, one, raw, text } from '../onnx/protobuf.ts';
import { crc32c } from './crc32c.ts';
import { masked } from './record.ts';

// Field numbers as in TensorBoard's event.proto, summary.proto and tensor.proto.

const tensor = message({
  dtype: one(1, integer),
  shape: one(2, message({ dim: many(2, message({ size: one(1, integer) })) })),
  content: one(4, raw),
  floats: many(5, float),
  doubles: many(6, double),
  ints: many(7, integer),
  int64s: many(10, integer),
});

const event = message({
  wallTime: one(1, double),
  step: one(2, integer),
  summary: one(
    5,
    message({ values: many(1, message({ tag: one(1, text), simple: one(2, float), tensor: one(8, tensor) })) }),
  ),
  session: one(7, message({ status: one(1, integer) })),
});

/** One figure of an event file. */
export interface Scalar {
  readonly tag: string;
  readonly step: number;
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly value: number;
}

/** What an event file holds. */
export interface EventFile {
  /** In the order of the file; what a restart took back is not among them. */
  readonly scalars: readonly Scalar[];
  /** Why reading stopped before the file's end; null where it did not. */
  readonly brokenOff: 'half-written' | 'damaged' | null;
}

/** A SessionLog that says: what was told of this step and later ones is void. */
const START = 1;
/** Of a record: its length and the checksum of that before it, the checksum of the data behind it. */
const [HEAD, TAIL] = [12, 4];

/**
 * The scalars of an event file: numbers, as PyTorch and TensorBoardX write them, and tensors of one number, as Keras
 * does. Images, histograms and texts are passed over. A file that is being written ends with what is whole.
 */
export function readEventFile(bytes: Uint8Array): EventFile {
  let scalars: Scalar[] = [];
  for (const data of recordsIn(bytes)) {
    if (typeof data === 'string') return { scalars, brokenOff: data };
    const found = eventIn(data);
    if (!found) return { scalars, brokenOff: 'damaged' };
    const { step = 0, wallTime = 0, summary, session } = found;
    if (session?.status === START) scalars = scalars.filter((one) => one.step < step);
    for (const { tag = '', simple, tensor: of } of summary?.values ?? []) {
      const value = simple ?? (of && numberIn(of));
      if (value !== undefined) scalars.push({ tag, step, wallTime, value });
    }
  }
  return { scalars, brokenOff: null };
}

/** The data of each record; last of all why it ends, where that is not the end of the file. */
function* recordsIn(bytes: Uint8Array): Generator<Uint8Array | 'half-written' | 'damaged'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    if (at + HEAD > bytes.length) return yield 'half-written';
    if (view.getUint32(at + 8, true) !== masked(crc32c(bytes.subarray(at, at + 8)))) return yield 'damaged';
    const end = at + HEAD + Number(view.getBigUint64(at, true));
    if (end + TAIL > bytes.length) return yield 'half-written';
    const data = bytes.subarray(at + HEAD, end);
    if (view.getUint32(end, true) !== masked(crc32c(data))) return yield 'damaged';
    yield data;
    at = end + TAIL;
  }
}

function eventIn(data: Uint8Array): Content<typeof event> | undefined {
  try {
    return messageFrom(event, data);
  } catch {
    return undefined;
  }
}

/** Numbers of the types that a tensor of one of them may be of, by their code in types.proto. */
const types: Readonly<Record<number, { readonly bytes: number; read(view: DataView): number }>> = {
  1: { bytes: 4, read: (view) => view.getFloat32(0, true) },
  2: { bytes: 8, read: (view) => view.getFloat64(0, true) },
  3: { bytes: 4, read: (view) => view.getInt32(0, true) },
  9: { bytes: 8, read: (view) => Number(view.getBigInt64(0, true)) },
};

/** The number of a tensor that holds a single one. */
function numberIn({
  dtype = 0,
  shape,
  content,
  floats,
  doubles,
  ints,
  int64s,
}: Content<typeof tensor>): number | undefined {
  const type = types[dtype];
  if (!type || (shape?.dim.length ?? 0) > 0) return undefined;
  if (content?.length === type.bytes)
    return type.read(new DataView(content.buffer, content.byteOffset, content.length));
  const listed = { 1: floats, 2: doubles, 3: ints, 9: int64s }[dtype as 1 | 2 | 3 | 9];
  return listed.length === 1 ? listed[0] : undefined;
}
