import { activationFromText } from '../activations/formula/told.ts';
import type { Activation } from '../activations/index.ts';
import { isModulePath } from '../activations/module-path.ts';
import { hiddenUnits } from '../settings/hidden-layers.ts';
import type { Evidence } from '../training/diagnosis/evidence.ts';
import { type ActivationFacts, activationFacts } from '../training/diagnosis/facts/activation-facts.ts';
import { diagnose, type ToldFinding } from '../words/diagnosis.ts';
import type { RunConfig } from './folder/schema.ts';

/** What a run left behind, as far as a diagnosis goes by it. */
export type Course = Pick<Evidence, 'metrics' | 'probes' | 'divergence'>;

/**
 * What a run suffers from.
 * @param activation of its hidden layers; without it, a built-in is known by its name, a formula by itself, and an
 *   activation of the user's own is judged by what the probes say of it alone
 */
export function diagnoseRun(
  { settings, network, data }: RunConfig,
  course: Course,
  activation: Activation | undefined = builtIn(settings.activation),
): ToldFinding[] {
  const layers = settings.hidden.map(hiddenUnits);
  const used = layers.flatMap(({ activation: own }) => (own === null ? (activation ?? []) : activationFromText(own)));
  const facts = used.map((one): [string, ActivationFacts] => [one.name, factsOf(one)]);
  return diagnose({
    ...course,
    activation: network.activation,
    activations: Object.fromEntries(facts),
    init: settings.init === 'auto' && activation ? activation.init : settings.init,
    hidden: layers.map(({ units }) => units),
    inputs: network.inputs,
    classes: network.classes,
    settings,
    data: data.facts ?? null,
  });
}

const known = new WeakMap<Activation, ActivationFacts>();

/** Facts of an activation, which take a millisecond, once. */
function factsOf(activation: Activation): ActivationFacts {
  const facts = known.get(activation) ?? activationFacts(activation);
  known.set(activation, facts);
  return facts;
}

/** The path of a module inside a run folder is never followed. */
function builtIn(name: string): Activation | undefined {
  return isModulePath(name) ? undefined : activationFromText(name);
}
