import { message, setting } from '../util/message.ts';
import { byName } from '../util/registry.ts';
import { asText } from '../util/shown.ts';
import { UserError } from '../util/user-error.ts';
import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';

/** The engines, fastest first. */
const engines = [{ name: 'wasm' }, { name: 'reference' }] as const;
export type EngineName = (typeof engines)[number]['name'];

/** What may be asked for: one of them, or the fastest that a machine can run. */
export const engineNames: readonly string[] = ['auto', ...engines.map(({ name }) => name)];

/** An engine, and why a faster one was not taken. */
export interface SelectedEngine {
  readonly kernels: Kernels;
  readonly note?: string;
  /** The same without a sentence around it: what the faster one failed with. */
  readonly reason?: string;
}

/** @throws UserError for an unknown name */
export function engineByName(name: string): EngineName {
  return byName<(typeof engines)[number]>('engine', engines, name).name;
}

/** What `auto` takes where the fast engine fails. */
export function insteadOfWasm(error: unknown): SelectedEngine {
  const reason = reasonOf(error);
  return { kernels: reference, reason, note: `The wasm engine cannot run here: ${reason}. Taking the slow reference.` };
}

/** The mistake of asking for an engine that fails. */
export function cannotRun(name: string, error: unknown): UserError {
  return new UserError({
    rule: message`${setting('engine', name)} needs a machine that can run it`,
    received: reasonOf(error),
    fix: message`take ${setting('engine', 'reference')}`,
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : asText(error);
}
