import type { Values } from '../../kernels/kernels.ts';
import type { PlainLayer } from '../plain-network.ts';
import type { Constant } from './constants.ts';
import { attributesOf, type Graph, inputsOf } from './graph.ts';
import type { Affine } from './scale-steps.ts';
import type { NodeMessage } from './schema.ts';

/** A layer whose activation is still to come. */
export type Linear = Omit<PlainLayer, 'activation' | 'slope'> & { readonly hasBias: boolean };

/** What a Gemm or MatMul node does to x. @throws UserError where x or a constant stands elsewhere than in a dense layer */
export function linearOf(node: NodeMessage, x: string, graph: Graph): Linear {
  const [left, right, bias] = inputsOf(node);
  const weights = left === x ? graph.constant(right) : undefined;
  if (weights?.dims.length !== 2)
    throw graph.refusal(node, 'a dense layer multiplies its inputs by a matrix in the file');
  const { transA = 0, transB = 0, alpha = 1, beta = 1, ...others } = attributesOf(node);
  const numbers = [alpha, beta].every((one) => typeof one === 'number');
  if (transA !== 0 || ![0, 1].includes(Number(transB)) || !numbers || Object.keys(others).length > 0) {
    throw graph.refusal(node, 'only transA = 0, with transB, alpha and beta, is a dense layer');
  }
  const [rows, columns] = weights.dims;
  const [I, O] = transB === 1 ? [columns, rows] : [rows, columns];
  const turned = transB === 1 ? transposed(weights.values, rows, columns) : weights.values;
  const none: Linear = {
    name: node.name || (node.output[0] ?? ''),
    I,
    O,
    W: alpha === 1 ? turned : new Float64Array(turned).map((w) => w * Number(alpha)),
    b: new Float64Array(O),
    hasBias: false,
  };
  if (!bias) return none;
  const given = graph.constant(bias);
  const layer = given && withBias(none, given, Number(beta));
  if (!layer) throw graph.refusal(node, `its third input must be ${O} numbers in the file`);
  return layer;
}

/** The layer with `factor` times a constant added to its biases; undefined where that is no bias. */
export function withBias(layer: Linear, { dims, values }: Constant, factor = 1): Linear | undefined {
  const isRow = values.length === layer.O && dims.at(-1) === layer.O && dims.length <= 2;
  if (!isRow && (values.length !== 1 || dims.length > 2)) return undefined;
  const b = Float64Array.from(layer.b, (own, o) => own + factor * values[isRow ? o : 0]);
  return { ...layer, b, hasBias: true };
}

/** The layer that takes x where it took x * factor + shift, column by column. */
export function foldedInto(layer: Linear, { factor, shift }: Affine): Linear {
  const { I, O } = layer;
  const W = Float64Array.from(layer.W);
  const b = Float64Array.from(layer.b);
  for (let i = 0; i < I; i++) {
    for (let o = 0; o < O; o++) {
      b[o] += shift[i] * W[i * O + o];
      W[i * O + o] *= factor[i];
    }
  }
  return { ...layer, W, b };
}

/** [rows][columns] -> [columns][rows] */
function transposed(values: Values, rows: number, columns: number): Values {
  const turned = values.slice();
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c];
  return turned;
}
