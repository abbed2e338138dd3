import type { Activation } from '../../../activations/index.ts';
import type { Arena } from '../heap.ts';
import { routineName } from '../routines.ts';
import type { RoutineTable } from '../table.ts';
import { activationFunctions } from './callbacks.ts';

/** Places in the table of functions. */
interface Places {
  readonly forward: number;
  readonly backward: number;
}

/**
 * The routines of an activation: the kernels' own, where they have some, else its JavaScript, which ties a training to one
 * thread. A generator of code would stand between the two: table.add({ name, module }) for each of its exports.
 */
export function activationPlaces(table: RoutineTable, arena: Arena, activation: Activation): Places {
  const forward = table.placeOf(routineName(activation.name, 'forward'));
  const backward = table.placeOf(routineName(activation.name, 'backward'));
  if (forward !== undefined && backward !== undefined) return { forward, backward };
  const own = activationFunctions(arena, activation);
  return { forward: table.add({ local: own.forward }), backward: table.add({ local: own.backward }) };
}
