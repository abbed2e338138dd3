import { type Activation, activationByName } from '../../activations/index.ts';
import type { Instruction, ParameterArrays } from '../program.ts';

/** A linear instruction with the activation and the dropout that follow it. */
export interface DenseLayer {
  readonly I: number;
  readonly O: number;
  readonly W: ParameterArrays;
  readonly b: ParameterArrays;
  readonly activation: Activation;
  readonly slope: ParameterArrays | undefined;
  readonly dropout: number;
}

/** Instructions as dense layers; undefined where something else is among them. */
export function denseLayers(instructions: readonly Instruction[]): DenseLayer[] | undefined {
  const layers: DenseLayer[] = [];
  let k = 0;
  while (k < instructions.length) {
    const linear = instructions[k++];
    if (linear.kind !== 'linear') return undefined;
    const { I, O, W, b } = linear;
    const after = instructions[k];
    const acts = after?.kind === 'activation' ? after : undefined;
    if (acts) k++;
    const drops = instructions[k];
    const dropout = drops?.kind === 'dropout' ? drops.rate : 0;
    if (drops?.kind === 'dropout') k++;
    layers.push({ I, O, W, b, activation: acts?.activation ?? identity, slope: acts?.slope, dropout });
  }
  return layers;
}

const identity = activationByName('identity');
