import { byName } from '../util/registry.ts';
import { UserError } from '../util/user-error.ts';
import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';
import { createWasm } from './wasm/index.ts';

/** The engines, fastest first. */
const engines: readonly { readonly name: string; create(): Kernels }[] = [
  { name: 'wasm', create: createWasm },
  { name: 'reference', create: () => reference },
];

/** Choices of --engine. */
export const engineNames: readonly string[] = ['auto', ...engines.map(({ name }) => name)];

/** An engine, and why a faster one was not taken. */
export interface SelectedEngine {
  readonly kernels: Kernels;
  readonly note?: string;
}

/**
 * The engine of that name, with a memory of its own; `auto` takes the fastest that this machine can run.
 * @throws UserError for an unknown name, or one that this machine cannot run
 */
export function selectEngine(name = 'auto'): SelectedEngine {
  if (name !== 'auto') return { kernels: create(byName('engine', engines, name)) };
  try {
    return { kernels: engines[0].create() };
  } catch (error) {
    return {
      kernels: reference,
      note: `The wasm engine cannot run here: ${reasonOf(error)}. Taking the slow reference.`,
    };
  }
}

function create({ name, create: make }: (typeof engines)[number]): Kernels {
  try {
    return make();
  } catch (error) {
    throw new UserError({
      rule: `--engine ${name} needs a machine that can run it`,
      received: reasonOf(error),
      fix: 'take --engine reference',
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
