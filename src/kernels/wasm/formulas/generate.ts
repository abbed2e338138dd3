import type { Activation } from '../../../activations/index.ts';
import type { Flavour } from '../module.ts';
import type { GenerateCode } from '../slowdown.ts';
import { compileFormula } from './compile.ts';

/** Makes code for every activation that is known as a formula, once for each. */
export function formulaGenerator(flavour: Flavour): GenerateCode {
  const made = new WeakMap<Activation, WebAssembly.Module>();
  return (activation) => {
    const known = made.get(activation);
    const formula = known ? undefined : activation.expression?.();
    if (!formula) return known;
    const module = new WebAssembly.Module(compileFormula(formula, flavour === 'relaxed').bytes);
    made.set(activation, module);
    return module;
  };
}
