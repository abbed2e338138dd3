import { join } from 'node:path';
import { activationFromText } from '../../activations/formula/told.ts';
import { type Activation, activationByName } from '../../activations/index.ts';
import { loadActivation } from '../../activations/load.ts';
import { isModulePath } from '../../activations/module-path.ts';
import { splitNames } from '../../activations/names.ts';
import { selectEngine } from '../../kernels/index.ts';
import { layoutOf } from '../../nn/layers/index.ts';
import type { Network } from '../../nn/network.ts';
import { hiddenUnits } from '../../settings/hidden-layers.ts';
import { message, setting } from '../../util/message.ts';
import { randomSource } from '../../util/random.ts';
import { UserError } from '../../util/user-error.ts';
import { buildNetwork, layersOf } from '../build-network.ts';
import type { RunConfig } from '../folder/schema.ts';
import { loadParameters, requireRoom } from './model-file.ts';

/**
 * The network of a run, with the weights of its model.safetensors.
 * @param run the run folder
 * @param activation the module's path, where the run was trained with an activation of the user's own
 * @throws UserError where the weights are missing, broken or not finite, or the activation is another one
 */
export async function loadNetwork(run: string, config: RunConfig, activation?: string): Promise<Network> {
  const loaded = await activationOf(run, config, activation);
  const { network, settings } = config;
  const { inputs, classes } = network;
  const weights = join(run, 'model.safetensors');
  const data = { features: inputs, classes };
  requireRoom(layoutOf(inputs, layersOf(settings, loaded, data)).layout, weights);
  const { kernels } = selectEngine(settings.engine);
  const built = buildNetwork(settings, loaded, data, randomSource(0), kernels);
  loadParameters(built, weights);
  return built;
}

/**
 * The activation of a run. The path of a module inside a run folder is never followed: what runs is what the user names.
 * @param module its path, where the run was trained with an activation of the user's own
 * @throws UserError where it is not named, or another one
 */
export async function activationOf(
  run: string,
  { network, settings }: RunConfig,
  module?: string,
): Promise<Activation> {
  const own = isModulePath(settings.activation);
  const isUsed = settings.hidden.some((layer) => hiddenUnits(layer).activation === null);
  if (own && !isUsed) return activationByName('identity');
  if (own && module === undefined) {
    throw new UserError({
      rule: `${run} was trained with an activation of your own, ${network.activation}`,
      fix: message`name its module again: ${setting('activation', settings.activation)}`,
    });
  }
  const activation = await loadActivation(module ?? settings.activation);
  const told = own ? splitNames(network.activation) : [activationFromText(settings.activation).name];
  if (told.includes(activation.name)) return activation;
  throw new UserError({ rule: `${run} was trained with ${network.activation}`, received: activation.name });
}
