import type { Instruction } from '../../program.ts';

/** An instruction as the engine runs it: with forks where residual connections begin, and without identities. */
export type Step =
  | Exclude<Instruction, { kind: 'add' }>
  | { readonly kind: 'add'; readonly O: number /** The step whose output is added; -1: the inputs. */; from: number }
  | { readonly kind: 'fork'; readonly O: number /** The step that adds. */; add: number };

/**
 * The steps of a training, at least one.
 * @throws Error where an `add` does not name an instruction before it of the same size, or sizes do not follow
 */
export function stepsOf(instructions: readonly Instruction[], features: number): Step[] {
  requireSizes(instructions, features);
  const sources = instructions.map((one) => (one.kind === 'add' ? one.from : undefined));
  const steps: Step[] = [];
  /** The step that makes the output of each instruction. */
  const makers: number[] = [];
  const forks = new Map<number, { add: number }>();
  instructions.forEach((one, k) => {
    if (one.kind === 'add') {
      const fork = forks.get(k);
      if (fork) fork.add = steps.length;
      steps.push({ kind: 'add', O: one.O, from: one.from < 0 ? -1 : makers[one.from] });
    } else if (one.kind !== 'activation' || one.activation.name !== 'identity') {
      steps.push(one);
    }
    makers[k] = steps.length - 1;
    sources.forEach((from, adding) => {
      // What stands before the first step is the inputs, whose gradient nobody wants.
      if (from !== k || steps.length === 0) return;
      const fork = { kind: 'fork' as const, O: one.O, add: -1 };
      forks.set(adding, fork);
      steps.push(fork);
    });
  });
  if (steps.length === 0) throw new Error('a training needs an instruction that does something');
  return steps;
}

/** Whether only a linear step sees the inputs, which may then go by those that are not zero. */
export function onlyLinearSeesInputs(steps: readonly Step[]): boolean {
  return steps[0].kind === 'linear' && !steps.some((step) => step.kind === 'add' && step.from < 0);
}

function requireSizes(instructions: readonly Instruction[], features: number): void {
  let width = features;
  instructions.forEach((one, k) => {
    const I = one.kind === 'linear' ? one.I : one.O;
    if (I !== width) throw new Error(`instruction ${k} takes ${I} numbers, and gets ${width}`);
    if (one.kind === 'add') {
      const other = one.from < 0 ? features : instructions[one.from]?.O;
      if (one.from >= k || other !== one.O) throw new Error(`instruction ${k} cannot add the output of ${one.from}`);
    }
    width = one.O;
  });
}
