import { z } from 'zod';
import { toldActivation } from '../activations/formula/told.ts';
import type { Activation } from '../activations/index.ts';
import type { Network } from '../nn/network.ts';
import { UserError } from '../util/user-error.ts';
import type { PlainLayer } from './plain-network.ts';

/** What tensors do not say of a dense layer. */
const factsSchema = z.array(
  z.object({
    activation: z.string(),
    norm: z.enum(['batch-norm', 'layer-norm']).nullable(),
    epsilon: z.number().positive().nullable(),
    residual: z.boolean(),
  }),
);
export type LayerFacts = z.infer<typeof factsSchema>;

/** What the tensors of a network do not say of its layers, for the metadata of a file. */
export function layerFacts({ denseLayers }: Network): string {
  const facts: LayerFacts = denseLayers.map(({ activation, norm, residual }) => ({
    activation: activation.name,
    norm: norm?.kind ?? null,
    epsilon: norm?.epsilon ?? null,
    residual: residual !== undefined,
  }));
  return JSON.stringify(facts);
}

/**
 * Layers with what a file of ours says of them beside its tensors.
 * @param own the activation of the user's own, where there is one
 * @throws UserError where it does not fit the tensors
 */
export function withFacts(
  layers: readonly PlainLayer[],
  text: string,
  { own, file }: { own: Activation; file: string },
): readonly PlainLayer[] {
  const facts = parsed(text);
  const fits = facts?.length === layers.length && layers.every(({ norm }, k) => facts[k].norm === (norm?.kind ?? null));
  if (!fits) throw new UserError({ rule: `the layers in the metadata of ${file} must be those of its tensors` });
  return layers.map((layer, k) => {
    const { activation: name, epsilon, residual } = facts[k];
    const activation = toldActivation(name) ?? own;
    const norm = layer.norm && { ...layer.norm, epsilon: epsilon ?? layer.norm.epsilon };
    return { ...layer, activation, ...(norm && { norm }), ...(residual && { residual }) };
  });
}

/**
 * The activation of each layer, as a file of ours says it; undefined where it does not, or cannot be read.
 * @param own the activation of the user's own, where there is one
 */
export const activationsIn = (text: string, own: Activation): Activation[] | undefined =>
  parsed(text)?.map(({ activation }) => toldActivation(activation) ?? own);

function parsed(text: string): LayerFacts | undefined {
  try {
    return factsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
