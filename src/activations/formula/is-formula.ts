import { isModulePath } from '../module-path.ts';

/** Words with hyphens between them, as names are. */
const NAME = /^\p{L}[\p{L}\d]*(?:[-_][\p{L}\d]+)*$/u;
/** What a name cannot be, or begin with: what formulas call their input, and what people call it elsewhere. */
const LETTERS = /^[zpxt](?:[-_]|$)/;

/** Whether the text is a formula, such as `z / (1 + abs(z))`, and not a name or the path of a module. */
export function isFormula(spec: string): boolean {
  const text = spec.trim();
  return text !== '' && !isModulePath(text) && (!NAME.test(text) || LETTERS.test(text));
}
