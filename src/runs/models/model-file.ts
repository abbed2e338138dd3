import { LARGEST_FILE, readWhole, sizeUpTo } from '../../dataset/file.ts';
import { decodeSafetensors, type SavedTensor } from '../../formats/safetensors.ts';
import type { Kernels, Values } from '../../kernels/kernels.ts';
import type { BufferLayouts, NetworkBuffers } from '../../nn/buffers.ts';
import type { Layout } from '../../nn/layout.ts';
import type { Network } from '../../nn/network.ts';
import { UserError } from '../../util/user-error.ts';

/** A network's parameters and statistics by name: `layers.0.weight` is W[I][O], rows are inputs. */
export function networkTensors(network: Network): SavedTensor[] {
  return bufferTensors(network, network);
}

/** The tensors of a network's buffers, as copies. */
export function bufferTensors(
  { layout, statisticsLayout }: BufferLayouts,
  { parameters, statistics }: NetworkBuffers,
  prefix = '',
): SavedTensor[] {
  return [...tensorsOf(layout, parameters, prefix), ...tensorsOf(statisticsLayout, statistics, prefix)];
}

/** The tensors of a flat buffer of that layout, as copies. */
export function tensorsOf({ tensors }: Layout, flat: Values, prefix = ''): SavedTensor[] {
  return tensors.map(({ name, shape, offset, length }) => ({
    name: prefix + name,
    shape,
    values: flat.slice(offset, offset + length),
  }));
}

/** Least bytes of a number in a file of weights. */
const NARROWEST = 4;

/**
 * Looks at the size of a file of weights before a network is built for it: what a config promises may be too much for
 * any memory.
 * @throws UserError where the file cannot hold weights of that layout, or is none
 */
export function requireRoom({ length }: Pick<Layout, 'length'>, file: string): void {
  const size = sizeUpTo(file, LARGEST_FILE);
  if (size >= NARROWEST * length) return;
  throw new UserError({ rule: `${file} must hold the ${length} weights of its network`, received: `${size} bytes` });
}

/**
 * Fills a network's parameters and statistics from a file that {@link networkTensors} went into.
 * @throws UserError where the file is missing or broken, or its tensors are not this network's
 */
export function loadParameters(network: Network, file: string): void {
  const { tensors } = decodeSafetensors(readWhole(file), file);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  for (const { name, shape, values } of [...network.layout.tensors, ...network.statisticsLayout.tensors]) {
    const saved = byName.get(name);
    if (!saved || saved.shape.join() !== shape.join()) {
      const received = saved ? `[${saved.shape}]` : 'none of that name';
      throw new UserError({ rule: `${file} must hold ${name} of shape [${shape}]`, received });
    }
    requireFinite(saved, file, network.kernels.precision);
    values.set(saved.values);
  }
}

/** Refuses what is NaN or infinite in that precision, with the place of the first. @throws UserError */
export function requireFinite(
  { name, shape, values }: SavedTensor,
  file: string,
  precision: Kernels['precision'] = 'float64',
): void {
  const held = precision === 'float32' ? Math.fround : (value: number) => value;
  const bad = values.findIndex((value) => !Number.isFinite(held(value)));
  if (bad < 0) return;
  let rest = bad;
  const place = shape.toReversed().map((side) => {
    const index = rest % side;
    rest = (rest - index) / side;
    return index;
  });
  throw new UserError({
    rule: `weights must be finite${Number.isFinite(values[bad]) ? ' in float32' : ''}`,
    received: `${values[bad]} in ${name}[${place.toReversed().join('][')}] of ${file}`,
    fix: 'the training that made them diverged, or the file is damaged',
  });
}
