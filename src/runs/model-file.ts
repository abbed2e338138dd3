import { readFileSync } from 'node:fs';
import { decodeSafetensors, type SavedTensor } from '../formats/safetensors.ts';
import type { Values } from '../kernels/kernels.ts';
import type { Layout } from '../nn/layout.ts';
import type { Network } from '../nn/network.ts';
import { UserError } from '../util/user-error.ts';

/** A network's parameters by name: `layers.0.weight` is W[I][O], rows are inputs. */
export function networkTensors({ layout, parameters }: Network): SavedTensor[] {
  return tensorsOf(layout, parameters);
}

/** The tensors of a flat buffer of that layout, as copies. */
export function tensorsOf({ tensors }: Layout, flat: Values, prefix = ''): SavedTensor[] {
  return tensors.map(({ name, shape, offset, length }) => ({
    name: prefix + name,
    shape,
    values: flat.slice(offset, offset + length),
  }));
}

/**
 * Fills a network's parameters from a file that {@link networkTensors} went into.
 * @throws UserError where the file is missing or broken, or its tensors are not this network's
 */
export function loadParameters(network: Network, file: string): void {
  const { tensors } = decodeSafetensors(readBytes(file), file);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  for (const { name, shape, offset } of network.layout.tensors) {
    const saved = byName.get(name);
    if (!saved || saved.shape.join() !== shape.join()) {
      const received = saved ? `[${saved.shape}]` : 'none of that name';
      throw new UserError({ rule: `${file} must hold ${name} of shape [${shape}]`, received });
    }
    const bad = saved.values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      throw new UserError({ rule: `weights must be finite`, received: `${saved.values[bad]} in ${name} of ${file}` });
    network.parameters.set(saved.values, offset);
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError({
      rule: 'the weights must be readable',
      received: file,
      fix: `the system says: ${reason}. A training that was cut off is ended by: gradlens resume`,
    });
  }
}
