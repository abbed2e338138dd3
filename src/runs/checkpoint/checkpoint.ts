import { createHash, webcrypto } from 'node:crypto';
import { z } from 'zod';
import { decodeSafetensors, encodeSafetensors, type SavedTensor } from '../../formats/safetensors.ts';
import type { Values } from '../../kernels/kernels.ts';
import type { BufferLayouts, NetworkBuffers } from '../../nn/buffers.ts';
import type { Layout } from '../../nn/layout.ts';
import type { TrainingState } from '../../training/state.ts';
import { UserError } from '../../util/user-error.ts';
import { parseJson, toJson } from '../files/json.ts';
import { bufferTensors, tensorsOf } from '../models/model-file.ts';
import type { SavedSettings } from './same-settings.ts';

/** Bytes of each log that belong to a moment of a training. */
export type LogLengths = Readonly<Record<'metrics' | 'steps' | 'layers', number>>;

/** All that a run needs to go on from a moment of its training. */
export interface Checkpoint {
  readonly state: TrainingState;
  readonly logs: LogLengths;
  /** What the training was made with; one of an earlier version has none. */
  readonly settings?: SavedSettings | undefined;
}

/** What the arrays of a checkpoint are: the network's layout, and the names of the optimizer's moments. */
export interface CheckpointShape extends BufferLayouts {
  readonly moments: readonly string[];
}

const FORMAT = 'gradlens checkpoint 1';

/** Before the names of tensors that are not the network's as it was. */
const BEST = 'best.';
const momentPrefix = (moment: string) => `optimizer.${moment}.`;

const count = z.number().int().nonnegative();
const score = z.object({ loss: z.number(), accuracy: z.number() });
const stream = z.object({ s0: z.number(), s1: z.number(), s2: z.number(), c: z.number() });
const halving = z.object({ epoch: count, step: count, backTo: count, learningRate: z.number().positive() });
const metrics = z.object({
  ...{ epoch: count, step: count, lr: z.number(), seconds: z.number(), samplesPerSecond: z.number() },
  ...{ train: score, validation: score.nullable(), test: score.nullable() },
});
const recordSchema = z.object({
  logs: z.object({ metrics: count, steps: count, layers: count }),
  settings: z.record(z.string(), z.unknown()).optional(),
  position: z.object({
    epoch: count.min(1),
    stepInEpoch: count,
    steps: count,
    lossSum: z.number(),
    right: count,
    seconds: z.number(),
    secondsBefore: z.number(),
    lastFiniteLoss: z.number().nullable(),
    halvings: z.array(halving).readonly(),
    earlyStopping: z.object({ best: metrics.nullable(), since: count }).nullable(),
    streams: z.object({ shuffle: stream.nullable(), dropout: stream }),
  }),
});

/**
 * A checkpoint as one safetensors file: parameters by their names, `optimizer.MOMENT.` and `best.` before the others',
 * and in its metadata the state as JSON and the SHA-256 of every part. Hashing happens beside the training.
 */
export async function encodeCheckpoint(
  { state, logs, settings }: Checkpoint,
  shape: CheckpointShape,
): Promise<Uint8Array> {
  const { network: _n, moments: _m, best: _b, ...position } = state;
  const tensors = tensorsIn(state, shape);
  const record = toJson({ logs, settings, position } satisfies z.infer<typeof recordSchema>);
  const sums = await Promise.all(tensors.map(async ({ name, values }) => [name, await sha256(bytesOf(values))]));
  const sha = { ...Object.fromEntries(sums), record: await sha256(Buffer.from(record)) };
  return encodeSafetensors({ tensors, metadata: { format: FORMAT, record, sha256: JSON.stringify(sha) } });
}

/**
 * What {@link encodeCheckpoint} wrote, each part checked against its sum.
 * @param file for messages
 * @throws UserError where it is none, is damaged, or is that of another network
 */
export function decodeCheckpoint(bytes: Uint8Array, file: string, shape: CheckpointShape): Checkpoint {
  const broken = (received: string) =>
    new UserError({ rule: `${file} must be a whole checkpoint of this run`, received });
  const { tensors, metadata } = decodeSafetensors(bytes, file);
  if (metadata.format !== FORMAT) throw broken(`the format ${metadata.format}`);
  const sums = z.record(z.string(), z.string()).safeParse(parseJson(String(metadata.sha256), file)).data ?? {};
  const checked = (name: string, part: Uint8Array) => {
    const sum = createHash('sha256').update(part).digest('hex');
    if (!Object.hasOwn(sums, name) || sums[name] !== sum) throw broken(`${name}, whose SHA-256 is not what it was`);
  };
  checked('record', Buffer.from(String(metadata.record)));
  const record = recordSchema.safeParse(parseJson(String(metadata.record), file));
  if (!record.success) throw broken(record.error.issues[0].message);
  const { logs, settings, position } = record.data;
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const flat = (prefix: string, layout: Layout = shape.layout): Values => {
    const first = byName.get(prefix + layout.tensors[0]?.name);
    const values =
      first?.values instanceof Float64Array ? new Float64Array(layout.length) : new Float32Array(layout.length);
    for (const { name, shape: sides, offset } of layout.tensors) {
      const tensor = byName.get(prefix + name);
      if (!tensor || tensor.shape.join() !== sides.join()) throw broken(`no ${prefix}${name} of shape [${sides}]`);
      checked(tensor.name, bytesOf(tensor.values));
      values.set(tensor.values, offset);
    }
    return values;
  };
  const buffers = (prefix: string): NetworkBuffers => ({
    parameters: flat(prefix),
    statistics: flat(prefix, shape.statisticsLayout),
  });
  return {
    logs,
    settings,
    state: {
      ...position,
      network: buffers(''),
      moments: shape.moments.map((moment) => flat(momentPrefix(moment))),
      best: byName.has(BEST + shape.layout.tensors[0].name) ? buffers(BEST) : null,
    },
  };
}

/** Bytes that a checkpoint of that shape may have at most: all its arrays in float64, and room for its header. */
export function largestCheckpoint({ layout, statisticsLayout, moments }: CheckpointShape): number {
  const parts = 2 + moments.length;
  const header = 64 * 1024 + (layout.tensors.length * parts + statisticsLayout.tensors.length * 2) * 512;
  return header + 8 * (layout.length * parts + statisticsLayout.length * 2);
}

function tensorsIn({ network, moments, best }: TrainingState, shape: CheckpointShape): SavedTensor[] {
  return [
    ...bufferTensors(shape, network),
    ...shape.moments.flatMap((name, k) => tensorsOf(shape.layout, moments[k], momentPrefix(name))),
    ...(best ? bufferTensors(shape, best, BEST) : []),
  ];
}

const bytesOf = ({ buffer, byteOffset, byteLength }: SavedTensor['values']) =>
  new Uint8Array(buffer, byteOffset, byteLength);

async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
