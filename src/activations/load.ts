import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asText } from '../util/shown.ts';
import { UserError } from '../util/user-error.ts';
import type { Activation } from './activation.ts';
import { defineFromModule } from './custom.ts';
import type { CustomActivation } from './custom-fields.ts';
import { activationFromText } from './formula/told.ts';
import { isModulePath } from './module-path.ts';

const EXAMPLE = "export default { name: 'my-act', f: (z) => Math.max(0, z) }";

/** Seconds that a module may take to load: one that awaits what never comes is given up. */
const PATIENCE = 10;

/**
 * The activation that a text stands for: the path of a module (it begins with ./ ../ or /, or ends in .js .mjs .cjs)
 * whose default export is a definition for defineActivation, or else a built-in name or a formula.
 *
 * A module is the user's own program: it runs in this process, and one that never comes back from a loop, or ends the
 * process, is beyond what can be caught.
 *
 * @throws UserError for an unknown name, a mistake in a formula, a missing file, a module that fails to load or exports something else
 */
export async function loadActivation(spec: string): Promise<Activation> {
  if (!isModulePath(spec)) return activationFromText(spec);
  const module = await imported(spec);
  try {
    return defineFromModule(definitionIn(module, spec), readFileSync(resolve(spec), 'utf8'));
  } catch (error) {
    if (error instanceof UserError) throw error;
    // A getter, or a proxy, that throws.
    throw new UserError({ rule: `the definition in ${spec} must be readable`, received: asText(error) });
  }
}

function definitionIn({ default: exported }: Module, spec: string): CustomActivation {
  if (isDefinition(exported)) return exported;
  throw new UserError({
    rule: `the default export of ${spec} must be an object with name and f`,
    received: exported === undefined ? 'no default export' : asText(exported),
    fix: `write ${EXAMPLE}`,
  });
}

interface Module {
  readonly default?: unknown;
}

async function imported(spec: string): Promise<Module> {
  const path = resolve(spec);
  if (!isFile(path)) {
    throw new UserError({
      rule: 'the module of an activation must be a file',
      received: spec,
      fix: `there is none at ${path}: check the path, which counts from the current folder`,
    });
  }
  try {
    return { ...(await inTime(import(pathToFileURL(path).href))) };
  } catch (error) {
    throw new UserError({
      rule: `the module ${spec} must load without an error`,
      received: asText(error),
      fix: `a module that loads is, for example, ${EXAMPLE}`,
    });
  }
}

/** What a promise gives, unless it takes longer than the patience that there is. */
function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`it was not done after ${PATIENCE} seconds`));
    const timer = setTimeout(giveUp, PATIENCE * 1000);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Nothing, and what cannot be reached, is no file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** An object at least; defineActivation looks at its fields. */
function isDefinition(value: unknown): value is CustomActivation {
  return typeof value === 'object' && value !== null;
}
