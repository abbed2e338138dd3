import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../util/user-error.ts';
import type { Activation } from './activation.ts';
import { defineActivation } from './custom.ts';
import type { CustomActivation } from './custom-fields.ts';
import { activationByName } from './index.ts';

const EXAMPLE = "export default { name: 'my-act', f: (z) => Math.max(0, z) }";

/**
 * The activation that a text stands for: the path of a module (it begins with ./ ../ or /, or ends in .js .mjs .cjs)
 * whose default export is a definition for defineActivation, or else a built-in name.
 * @throws UserError for an unknown name, a missing file, a module that fails to load or exports something else
 */
export async function loadActivation(spec: string): Promise<Activation> {
  return isModulePath(spec) ? defineActivation(await defaultExport(spec)) : activationByName(spec);
}

/** Whether the text is the path of a module, and not a name. */
export function isModulePath(spec: string): boolean {
  return /^\.{0,2}[\\/]|\.[cm]?js$/i.test(spec) || isAbsolute(spec);
}

async function defaultExport(spec: string): Promise<CustomActivation> {
  const path = resolve(spec);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new UserError({
      rule: 'the module of an activation must be a file',
      received: spec,
      fix: `there is none at ${path}: check the path, which counts from the current folder`,
    });
  }
  const { default: exported } = await imported(path, spec);
  if (isDefinition(exported)) return exported;
  throw new UserError({
    rule: `the default export of ${spec} must be an object with name and f`,
    received: exported === undefined ? 'no default export' : String(exported),
    fix: `write ${EXAMPLE}`,
  });
}

async function imported(path: string, spec: string): Promise<{ default?: unknown }> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw new UserError({
      rule: `the module ${spec} must load without an error`,
      received: String(error),
      fix: `a module that loads is, for example, ${EXAMPLE}`,
    });
  }
}

/** An object at least; defineActivation looks at its fields. */
function isDefinition(value: unknown): value is CustomActivation {
  return typeof value === 'object' && value !== null;
}
