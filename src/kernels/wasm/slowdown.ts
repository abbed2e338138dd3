import { type Activation, activations } from '../../activations/index.ts';
import type { Head, Optimizer, Slowdown, TrainingParts } from '../kernels.ts';
import { hasCoefficients } from './coefficients.ts';
import { type Part, routineName } from './routines.ts';

/** Where routines come from. */
export interface RoutineSource {
  /** Whether the kernels export a routine of that name. */
  has(name: string): boolean;
  /** Code for an activation that they have none for; undefined where none can be made. */
  readonly generate: GenerateCode;
}

/**
 * Makes a module for an activation: it exports `forward`, `backward` and, for a learned number, `learned`, with the signatures
 * that routines.ts tells, and imports `env.memory`, and env.sin and env.cos if it wants them. The same module for the same
 * activation.
 */
export type GenerateCode = (activation: Activation) => WebAssembly.Module | undefined;

/** Whether an activation is one of the kernels' own: one of the user's may have any name. */
export const isOwn = ({ has }: RoutineSource, activation: Activation): boolean =>
  (activations as readonly Activation[]).includes(activation) && hasAll(has, activation.name, ['forward', 'backward']);

export const hasHead = ({ has }: RoutineSource, { name }: Head): boolean => hasAll(has, name, ['losses', 'backward']);

export const hasOptimizer = ({ has }: RoutineSource, { name }: Optimizer): boolean =>
  hasAll(has, name, ['step']) && hasCoefficients(name);

/** What of a training has no routine; an optimizer is told first, since it costs most. */
export function slowdownOf(
  source: RoutineSource,
  { activations, head, optimizer }: TrainingParts,
): Slowdown | undefined {
  if (!hasOptimizer(source, optimizer)) return { part: 'optimizer', name: optimizer.name };
  if (!hasHead(source, head)) return { part: 'head', name: head.name };
  const slow = [...activations, head.activation].find((one) => !isOwn(source, one) && !source.generate(one));
  return slow && { part: 'activation', name: slow.name };
}

const hasAll = (has: RoutineSource['has'], name: string, parts: readonly Part[]): boolean =>
  parts.every((part) => has(routineName(name, part)));
