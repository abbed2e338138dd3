import type { ParameterArrays, ProgramSpec } from '../../program.ts';
import type { Arena } from '../heap.ts';
import type { RoutineTable } from '../table.ts';
import { activationPlaces } from './activation-places.ts';
import { LinearMemory } from './linear-memory.ts';
import { ParameterMemory, vectorOrder } from './parameters.ts';
import { constants, kinds, type RecordName, type RecordOf, recordBytes, writeRecord } from './records.ts';
import { lineBytes, roundUp, rowFloats } from './sizes.ts';
import type { Step } from './steps.ts';

/** What the instructions of a training need to know of it. */
export interface InstructionNeeds {
  readonly spec: ProgramSpec;
  readonly steps: readonly Step[];
  /** Rows that matrices have. */
  readonly rows: number;
  readonly threads: number;
  /** Where inputs lie, and bytes from one row to the next. */
  readonly inputs: Matrix;
  /** Whether the first instruction goes by non-zero inputs. */
  readonly sparse: boolean;
  /** Whether gradients are used as they are summed, and so never kept. */
  readonly descending: boolean;
  readonly table: RoutineTable;
}

/** A matrix of as many rows as a training has. */
interface Matrix {
  readonly address: number;
  readonly stride: number;
}

/** The fields that every instruction has. */
type Common = RecordOf<'Instruction'>;
type Own<Name extends RecordName> = Omit<RecordOf<Name>, keyof Common>;

/** The instructions of a training in an engine's memory: their records, and all that is trained or kept. */
export class Instructions {
  /** u32[length] of the records' addresses. */
  readonly addresses: Uint32Array;
  /** Places of batch norms. */
  readonly batchNorms: readonly number[];
  /** Stride of the logits. */
  readonly topStride: number;
  private readonly parameters: ParameterMemory[] = [];
  private readonly linears: LinearMemory[] = [];
  private readonly statistics: { ours: Float32Array; theirs: ParameterArrays['values'] }[] = [];

  constructor(
    private readonly arena: Arena,
    private readonly needs: InstructionNeeds,
  ) {
    const { steps } = needs;
    const outputs = this.outputsOf(steps);
    const gradients = this.gradientsOf(steps);
    this.batchNorms = steps.flatMap(({ kind }, k) => (kind === 'batch-norm' ? [k] : []));
    this.topStride = outputs[steps.length - 1].stride;
    this.addresses = arena.u32(steps.length);
    steps.forEach((step, k) => {
      const x = k === 0 ? needs.inputs : outputs[k - 1];
      const common: Common = {
        kind: kinds.indexOf(step.kind),
        O: step.O,
        x: x.address,
        xStride: x.stride,
        y: outputs[k].address,
        stride: outputs[k].stride,
        ...gradients[k],
      };
      this.addresses[k] = this.place(step, common, {
        matrix: (of) => (of < 0 ? needs.inputs : outputs[of]),
        dy: (of) => gradients[of].dy,
      });
    });
  }

  /** Network -> engine. */
  refresh(): void {
    for (const parameter of this.parameters) parameter.take();
    for (const linear of this.linears) linear.transpose();
    for (const { ours, theirs } of this.statistics) ours.set(theirs);
  }

  /** Engine -> network. */
  settle(): void {
    for (const parameter of this.parameters) parameter.give();
    for (const { ours, theirs } of this.statistics) theirs.set(ours.subarray(0, theirs.length));
  }

  private matrix(O: number): Matrix {
    const stride = rowFloats(O) * 4;
    return { address: this.arena.reserve(this.needs.rows * stride), stride };
  }

  /** Where each step's output lies; a fork's is that of the step before it. */
  private outputsOf(steps: readonly Step[]): Matrix[] {
    const outputs: Matrix[] = [];
    for (const { kind, O } of steps) outputs.push(kind === 'fork' ? outputs[outputs.length - 1] : this.matrix(O));
    return outputs;
  }

  /**
   * Where the gradients of each step's output and input lie. Most steps turn one into the other in place; a linear one
   * writes its own, and none overwrites what a fork will ask for.
   */
  private gradientsOf(steps: readonly Step[]): { dx: number; dy: number }[] {
    const gradients: { dx: number; dy: number }[] = [];
    let dy = this.matrix(steps[steps.length - 1].O).address;
    let held = false;
    for (let k = steps.length - 1; k >= 0; k--) {
      const step = steps[k];
      let dx = dy;
      if (step.kind === 'linear') dx = k === 0 ? 0 : this.matrix(step.I).address;
      else if (held && step.kind !== 'add') dx = this.matrix(step.O).address;
      gradients[k] = { dx, dy };
      held = step.kind === 'add';
      dy = dx;
    }
    return gradients;
  }

  /** Writes the record of a step, and returns its address. */
  private place(
    step: Step,
    common: Common,
    others: { matrix: (of: number) => Matrix; dy: (of: number) => number },
  ): number {
    const { arena, needs } = this;
    const { rows } = needs;
    switch (step.kind) {
      case 'linear':
        return this.linear(step, common);
      case 'activation': {
        const slope = step.slope && this.parameter(step.slope, 1, true);
        return this.write('Activation', common, {
          ...activationPlaces(needs.table, arena, step.activation),
          slope: slope?.address ?? 0,
          slopeRows: slope ? arena.reserve(rows * 4) : 0,
        });
      }
      case 'dropout':
        return this.write('Dropout', common, { rate: step.rate, mask: this.matrix(step.O).address });
      case 'batch-norm': {
        const columnBytes = 4 * lineBytes(step.O);
        return this.write('BatchNorm', common, {
          ...this.norm(step),
          momentum: step.momentum,
          runningMean: this.statistic(step.mean),
          runningVariance: this.statistic(step.variance),
          blockMoments: this.blockSums(step.O),
          columns: arena.reserve(needs.threads * columnBytes),
          columnBytes,
        });
      }
      case 'layer-norm':
        return this.write('LayerNorm', common, { ...this.norm(step), rows: arena.reserve(rows * 8) });
      case 'add': {
        const other = others.matrix(step.from);
        return this.write('Add', common, { other: other.address, otherStride: other.stride });
      }
      case 'fork':
        return this.write('Fork', common, { short: others.dy(step.add) });
    }
  }

  private linear(step: Extract<Step, { kind: 'linear' }>, common: Common): number {
    const { arena, needs } = this;
    const clips = needs.spec.clipNorm > 0;
    const sparse = needs.sparse && this.linears.length === 0;
    const linear = new LinearMemory(arena, step, {
      sparse,
      wantsDx: common.dx !== 0,
      keepsGradients: clips || (sparse && !needs.descending),
      clips,
    });
    this.linears.push(linear);
    this.parameters.push(linear.W, linear.b);
    return this.write('Linear', common, {
      I: step.I,
      I8: linear.I8,
      O8: linear.O8,
      sparse: sparse ? 1 : 0,
      rowStride: linear.rowStride,
      W: linear.W.address,
      b: linear.b.address,
      WT: linear.transposed?.byteOffset ?? 0,
    });
  }

  private norm({ O, epsilon, gain, shift }: Extract<Step, { kind: 'batch-norm' | 'layer-norm' }>) {
    const clips = this.needs.spec.clipNorm > 0;
    return {
      epsilon,
      gain: this.parameter(gain, O, clips).address,
      shift: this.parameter(shift, O, clips).address,
      gradientSums: this.blockSums(O),
    } satisfies Partial<Own<'Norm'>>;
  }

  private parameter(arrays: ParameterArrays, n: number, keepsGradients: boolean): ParameterMemory {
    const parameter = new ParameterMemory(this.arena, arrays, vectorOrder(n), keepsGradients);
    this.parameters.push(parameter);
    return parameter;
  }

  private statistic(theirs: ParameterArrays['values']): number {
    const ours = this.arena.f32(roundUp(theirs.length, 8));
    this.statistics.push({ ours, theirs });
    return ours.byteOffset;
  }

  /** Room for two lines of sums for each block of rows. */
  private blockSums(O: number): number {
    return this.arena.reserve(Math.ceil(this.needs.rows / constants.BLOCK_ROWS) * 2 * lineBytes(O));
  }

  private write<Name extends RecordName>(name: Name, common: Common, own: Own<Name>): number {
    const { arena } = this;
    const address = arena.reserve(recordBytes(name));
    writeRecord(arena.memory, address, name, { ...common, ...own } as unknown as RecordOf<Name>);
    return address;
  }
}
