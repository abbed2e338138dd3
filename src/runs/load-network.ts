import { join } from 'node:path';
import { isModulePath, loadActivation } from '../activations/load.ts';
import { selectEngine } from '../kernels/index.ts';
import type { Network } from '../nn/network.ts';
import { randomSource } from '../util/random.ts';
import { UserError } from '../util/user-error.ts';
import { buildNetwork } from './assemble.ts';
import { loadParameters } from './model-file.ts';
import type { RunConfig } from './schema.ts';

/**
 * The network of a run, with the weights of its model.safetensors.
 * @param run the run folder
 * @param activation the module's path, where the run was trained with an activation of the user's own
 * @throws UserError where the weights are missing, broken or not finite, or the activation is another one
 */
export async function loadNetwork(
  run: string,
  { network, settings }: RunConfig,
  activation?: string,
): Promise<Network> {
  // The path of a module inside a run folder is never followed: what runs is what the user names.
  if (isModulePath(settings.activation) && activation === undefined) {
    throw new UserError({
      rule: `${run} was trained with an activation of your own, ${network.activation}`,
      fix: `name its module again: --activation ${settings.activation}`,
    });
  }
  const loaded = await loadActivation(activation ?? settings.activation);
  if (loaded.name !== network.activation) {
    throw new UserError({ rule: `${run} was trained with ${network.activation}`, received: loaded.name });
  }
  const { inputs, classes } = network;
  const { kernels } = selectEngine(settings.engine);
  const built = buildNetwork(settings, loaded, { features: inputs, classes }, randomSource(0), kernels);
  loadParameters(built, join(run, 'model.safetensors'));
  return built;
}
