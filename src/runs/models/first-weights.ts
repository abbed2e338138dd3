import { join } from 'node:path';
import { toldActivation } from '../../activations/formula/told.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type Scale, scaleFrom } from '../../dataset/scale.ts';
import { fill, hiddenLayersOf } from '../../formats/plain-network.ts';
import type { Network } from '../../nn/network.ts';
import type { SettingsSource } from '../../settings/resolve.ts';
import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import { isModelFile, type ModelFile, readModelFile } from './model-source.ts';
import { rescaleLayer } from './rescale-layer.ts';

/** Between a path and its hash, in a setting that names one file and no other. */
const PINNED = '@sha256:';

/**
 * What a model says of the training that begins with it: sizes of hidden layers, activation, head and scale, as settings
 * that all others overrule.
 * @param from as the setting has it
 * @param activation as it is set, if it is
 * @throws UserError where the model cannot be read
 */
export async function modelSettings(from: string, activation?: string): Promise<SettingsSource> {
  const { layers, head, scale } = await readFirst(from, activation);
  const hidden = hiddenLayersOf({ layers });
  const names = [...new Set(hidden.map((layer) => layer.activation.name))];
  const values = {
    hidden: hidden.map(({ O, activation: { name } }) =>
      names.length > 1 && toldActivation(name) ? `${O}:${name}` : O,
    ),
    // The module of one's own has been named.
    ...(hidden.length > 0 && { activation: activation ?? names[0] }),
    norm: hidden.find(({ norm }) => norm)?.norm?.kind.replace('-norm', '') ?? 'none',
    residual: hidden.some(({ residual }) => residual),
    head,
    ...(scale && { scale: scale.kind }),
  };
  return { label: (name) => `${name} of ${pathOf(from)}`, values };
}

/**
 * Puts the weights of settings.from into a new network. Where they are for inputs of another scale, the first layer is
 * made to fit, so that the network computes what the model does.
 * @param scale of the training's inputs
 * @returns settings.from, with the SHA-256 of the file
 * @throws UserError where it is another file than the hash says, or its sizes are others
 */
export async function beginWith(
  from: string,
  network: Network,
  scale: Scale,
  data: Dataset,
  activation: string,
): Promise<string> {
  const { layers, scale: saved, fingerprint } = await readFirst(from, activation);
  const wanted = network.denseLayers.map(({ I, O }) => [I, O]).join(' ');
  if (layers.map(({ I, O }) => [I, O]).join(' ') !== wanted) {
    const sizes = (all: readonly { readonly I: number; readonly O: number }[]) =>
      [all[0].I, ...all.map(({ O }) => O)].join('-');
    throw new UserError({
      rule: `${pathOf(from)} holds a network of ${sizes(layers)}, and weights to begin with must have the training's sizes`,
      received: sizes(network.denseLayers),
      fix: message`leave out ${setting('hidden')}, or choose data with as many features and classes`,
    });
  }
  requireSameKind(layers, network, pathOf(from));
  const [first, ...others] = layers;
  fill(network, [saved ? rescaleLayer(first, scaleFrom(saved, data), scale) : first, ...others]);
  return `${pathOf(from)}${PINNED}${fingerprint}`;
}

/** @throws UserError where norms or residual connections of a model are not those of the training's network */
function requireSameKind(layers: ModelFile['layers'], { denseLayers }: Network, file: string): void {
  const kindOf = ({ norm, residual }: { norm?: NormKind | undefined; residual?: unknown }) =>
    [norm ? `${norm.kind} with epsilon ${norm.epsilon}` : 'no norm', residual ? 'a residual connection' : null]
      .filter(Boolean)
      .join(' and ');
  layers.forEach((layer, k) => {
    const [is, wanted] = [kindOf(layer), kindOf(denseLayers[k])];
    if (is === wanted) return;
    throw new UserError({
      rule: message`layer ${k + 1} of ${file} has ${is}, and the training's network must have the same`,
      received: wanted,
      fix: message`leave out ${setting('norm')} and ${setting('residual')}: the model says them, where a training can have them`,
    });
  });
}

type NormKind = { readonly kind: string; readonly epsilon: number };

async function readFirst(from: string, activation?: string): Promise<ModelFile> {
  const path = pathOf(from);
  const model = await readModelFile(isModelFile(path) ? path : join(path, 'model.safetensors'), activation);
  const [, hash] = from.split(PINNED);
  if (hash === undefined || hash === model.fingerprint) return model;
  throw new UserError({
    rule: `${path} must be the file that this training began with, of SHA-256 ${hash}`,
    received: model.fingerprint,
    fix: message`to begin with this one, name it without its hash: ${setting('from', path)}`,
  });
}

function pathOf(from: string): string {
  return from.split(PINNED)[0];
}
