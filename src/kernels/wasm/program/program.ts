import type { OptimizerStep } from '../../kernels.ts';
import type { Program, ProgramData, ProgramEvaluation, ProgramSpec, StepReport } from '../../program.ts';
import { writeCoefficients } from '../coefficients.ts';
import { Arena, type Heap } from '../heap.ts';
import { type GenerateCode, hasOptimizer } from '../slowdown.ts';
import { RoutineTable } from '../table.ts';
import { type StartThread, startThreads, type ThreadPool } from '../threads/pool.ts';
import { type DataAtRest, restData } from './data-at-rest.ts';
import { EVALUATION_ROWS, LONGEST_RUN, ProgramMemory } from './program-memory.ts';
import { constants } from './records.ts';

const { COEFFICIENTS } = constants;

/** What a program is made in. */
export interface ProgramHost {
  readonly heap: Heap;
  /** The kernels. */
  readonly build: WebAssembly.Module;
  readonly startThread: StartThread;
  /** Code for activations that the kernels have no routine for. */
  readonly generate: GenerateCode;
}

/** A data set that was evaluated before, and what came out last. */
interface Evaluated extends ProgramEvaluation {
  readonly data: DataAtRest;
}

/**
 * The training as a program; undefined where its optimizer has no routine.
 * @throws Error where threads cannot be started
 */
export async function compileProgram(host: ProgramHost, spec: ProgramSpec): Promise<Program | undefined> {
  const table = new RoutineTable(host.build, host.generate);
  if (!hasOptimizer(table, spec.optimizer)) return undefined;
  const arena = new Arena(host.heap);
  try {
    const memory = new ProgramMemory(arena, table, spec);
    const start = { memory: host.heap.memory, build: host.build, slots: table.all };
    return new WasmProgram(arena, spec, memory, await startThreads(start, memory.threads, host.startThread));
  } catch (error) {
    arena.free();
    throw error;
  }
}

/** assembly/program.ts does the work. */
class WasmProgram implements Program {
  readonly threads: number;
  readonly longestRun = LONGEST_RUN;
  private readonly evaluations = new Map<ProgramData, Evaluated>();
  /** Calls under way: while there are any, threads may be writing. */
  private calls = 0;
  private readonly letGo: () => void;
  private closed = false;

  constructor(
    private readonly arena: Arena,
    private readonly spec: ProgramSpec,
    private readonly memory: ProgramMemory,
    private readonly pool: ThreadPool,
  ) {
    this.threads = memory.threads;
    this.letGo = arena.heap.hold();
  }

  startEpoch(order: Uint32Array, samples: number): void {
    this.memory.order.set(order);
    this.memory.samples.set([samples]);
  }

  async run(first: number, steps: readonly OptimizerStep[]): Promise<StepReport[]> {
    const { spec, threads } = this;
    const { streams, coefficients, reports, plan, data, dropping } = this.memory;
    if (steps.length > LONGEST_RUN) throw new Error(`a run takes at most ${LONGEST_RUN} steps, not ${steps.length}`);
    steps.forEach((step, k) => {
      writeCoefficients(spec.optimizer.name, step, coefficients.subarray(COEFFICIENTS * k, COEFFICIENTS * (k + 1)));
    });
    if (dropping) {
      const { s0, s1, s2, c } = spec.dropout.state();
      for (let thread = 0; thread < threads; thread++) streams.set([s0, s1, s2, c], 4 * thread);
    }
    const done = await this.call('trainSteps', [plan, data.address], [first, steps.length]);
    if (dropping) {
      const [s0, s1, s2, c] = streams;
      spec.dropout.resume({ s0, s1, s2, c });
    }
    return Array.from({ length: done }, (_, k) => ({ loss: reports[2 * k], right: reports[2 * k + 1] }));
  }

  async evaluate(data: ProgramData): Promise<ProgramEvaluation> {
    const { arena, spec, memory } = this;
    const { O } = spec.instructions[spec.instructions.length - 1];
    const room = this.evaluations.get(data) ?? {
      data: restData(arena, data, memory.data.sparse),
      outputs: arena.f32(data.count * O),
      losses: arena.f32(data.count),
    };
    this.evaluations.set(data, room);
    const { outputs, losses } = room;
    const sizes = [data.count, EVALUATION_ROWS, outputs.byteOffset, losses.byteOffset];
    await this.call('evaluateSamples', [memory.plan, room.data.address], sizes);
    return { outputs, losses };
  }

  settle(): void {
    this.memory.instructions.settle();
  }

  refresh(): void {
    this.memory.instructions.refresh();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    const ended = this.pool.close();
    const giveBack = () => {
      this.arena.free();
      this.letGo();
    };
    // Threads that wait for a call write nothing.
    if (this.calls === 0) giveBack();
    else void ended.then(giveBack);
  }

  private async call(name: string, before: readonly number[], after: readonly number[]): Promise<number> {
    this.calls++;
    try {
      return await this.pool.call(name, before, after);
    } finally {
      this.calls--;
    }
  }
}
