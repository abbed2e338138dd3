import { byName } from '../util/registry.ts';
import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';

/** The engines, fastest first: `auto` takes the first that this machine can run. */
const engines: readonly Kernels[] = [reference];

/** Choices of --engine. */
export const engineNames: readonly string[] = ['auto', ...engines.map(({ name }) => name)];

/**
 * The engine of that name.
 * @throws UserError for an unknown name
 */
export function engineByName(name: string): Kernels {
  return name === 'auto' ? engines[0] : byName('engine', engines, name);
}
