import type { Activation } from '../../../activations/index.ts';
import type { Arena } from '../heap.ts';
import { type ActivationPart, routineName } from '../routines.ts';
import { isOwn } from '../slowdown.ts';
import type { RoutineTable } from '../table.ts';
import { activationFunctions } from './callbacks.ts';

/** Places of an activation's routines in the table of functions; 0 for a part that it does not need. */
export type Places = Readonly<Record<ActivationPart, number>>;

/**
 * The routines of an activation: the kernels' own, where they have some; else code that is generated for it; else its
 * JavaScript, which ties a training to one thread.
 */
export function activationPlaces(table: RoutineTable, arena: Arena, activation: Activation): Places {
  const { name, parameter } = activation;
  if (isOwn(table, activation)) return places(parameter, (part) => table.place(routineName(name, part)));
  const module = table.generate(activation);
  if (module) return places(parameter, (part) => table.add({ name: part, module }));
  const own = activationFunctions(arena, activation);
  return places(parameter, (part) => table.add({ local: own[part] }));
}

const places = (parameter: Activation['parameter'], place: (part: ActivationPart) => number): Places => ({
  forward: place('forward'),
  backward: place('backward'),
  learned: parameter ? place('learned') : 0,
});
