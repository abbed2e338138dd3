import type { Instruction } from '../../program.ts';
import type { Arena } from '../heap.ts';
import { matrixOrder, type Order, ParameterMemory, vectorOrder } from './parameters.ts';
import { roundUp } from './sizes.ts';

/** The parameters of a linear instruction inside an engine. */
export class LinearMemory {
  readonly I8: number;
  readonly O8: number;
  readonly rowStride: number;
  readonly W: ParameterMemory;
  readonly b: ParameterMemory;
  /** [I8/8][O8][8] transposed weights, where gradients are sent down. */
  readonly transposed: Float32Array | undefined;

  constructor(
    arena: Arena,
    private readonly spec: Extract<Instruction, { kind: 'linear' }>,
    { sparse, wantsDx, keepsGradients, clips }: LinearNeeds,
  ) {
    const { I, O } = spec;
    this.I8 = roundUp(I, 8);
    this.O8 = roundUp(O, 8);
    this.rowStride = roundUp(this.O8, 16) * 4;
    this.W = new ParameterMemory(arena, spec.W, sparse ? this.rows() : this.panels(), keepsGradients);
    this.b = new ParameterMemory(arena, spec.b, vectorOrder(O), clips);
    this.transposed = wantsDx ? arena.f32(this.I8 * this.O8) : undefined;
  }

  /** Brings the transposed weights up to date. */
  transpose(): void {
    const { transposed, W, I8, O8 } = this;
    const { I, O } = this.spec;
    if (!transposed) return;
    for (let i = 0; i < I; i++) {
      for (let o = 0; o < O; o++) {
        transposed[((i >> 3) * O8 + o) * 8 + (i & 7)] = W.values[((o >> 3) * I8 + i) * 8 + (o & 7)];
      }
    }
  }

  /** Whole cache lines for each input. */
  private rows(): Order {
    const { I, O } = this.spec;
    const floats = this.rowStride / 4;
    return matrixOrder(I, O, I * floats, (i, o) => i * floats + o);
  }

  /** Panels of 8 columns [O8/8][I8][8]. */
  private panels(): Order {
    const { I8, O8 } = this;
    const { I, O } = this.spec;
    return matrixOrder(I, O, I8 * O8, (i, o) => ((o >> 3) * I8 + i) * 8 + (o & 7));
  }
}

interface LinearNeeds {
  /** Whether it goes by non-zero inputs. */
  readonly sparse: boolean;
  readonly wantsDx: boolean;
  /** Whether gradients of W are kept, and those of b as well. */
  readonly keepsGradients: boolean;
  readonly clips: boolean;
}
