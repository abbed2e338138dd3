import { activationFromText } from '../activations/formula/told.ts';
import type { Activation } from '../activations/index.ts';
import { isModulePath } from '../activations/module-path.ts';
import { activationFacts } from '../training/diagnosis/activation-facts.ts';
import type { Evidence } from '../training/diagnosis/evidence.ts';
import { diagnose, type ToldFinding } from '../words/diagnosis.ts';
import type { RunConfig } from './folder/schema.ts';

/** What a run left behind, as far as a diagnosis goes by it. */
export type Course = Pick<Evidence, 'metrics' | 'probes' | 'divergence'>;

/**
 * What a run suffers from.
 * @param activation of its hidden layers; without it, a built-in is known by its name, a formula by itself, and an activation of the user's
 *   own is judged by what the probes say of it alone
 */
export function diagnoseRun(
  { settings, network }: RunConfig,
  course: Course,
  activation: Activation | undefined = builtIn(settings.activation),
): ToldFinding[] {
  return diagnose({
    ...course,
    activation: network.activation,
    ...(activation ? activationFacts(activation) : { flatAtRest: null, steepest: null }),
    init: settings.init === 'auto' && activation ? activation.init : settings.init,
    lr: settings.lr,
    classes: network.classes,
  });
}

/** The path of a module inside a run folder is never followed. */
function builtIn(name: string): Activation | undefined {
  return isModulePath(name) ? undefined : activationFromText(name);
}
