import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import { dataTypes, type NodeMessage, type TensorMessage } from './schema.ts';

/** An array of a file that is the same for every sample. */
export interface Constant {
  readonly dims: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** How each data type lies in memory, and where it stands in a message that has no raw bytes. */
const kinds = {
  [dataTypes.float]: { size: 4, raw: (bytes: ArrayBuffer) => new Float32Array(bytes), list: 'floats' },
  [dataTypes.double]: { size: 8, raw: (bytes: ArrayBuffer) => new Float64Array(bytes), list: 'doubles' },
  [dataTypes.int64]: {
    size: 8,
    raw: (bytes: ArrayBuffer) => Float64Array.from(new BigInt64Array(bytes), Number),
    list: 'int64s',
  },
} as const;

/** The array in a tensor; sizes are checked against what is there. @throws UserError naming the tensor */
export function constantOf(tensor: TensorMessage): Constant {
  const { dims, dataType = 0, raw, name = '' } = tensor;
  const what = `tensor '${plain(name)}'`;
  if (tensor.location === 1 || tensor.external.length > 0) {
    throw new UserError({
      rule: 'weights must be in the onnx file itself: other files are never opened',
      received: `${what}, stored elsewhere`,
      fix: 'save the model in one file: onnx.save(onnx.load(FILE), ONE_FILE)',
    });
  }
  if (!Object.hasOwn(kinds, dataType)) {
    throw new UserError({ rule: `${what} must be in float32 or float64`, received: `data type ${dataType}` });
  }
  const { size, raw: view, list } = kinds[dataType as keyof typeof kinds];
  const count = dims.reduce((product, side) => product * side, 1);
  const there = raw ? raw.length / size : tensor[list].length;
  if (count !== there || dims.some((side) => side < 1)) {
    throw new UserError({ rule: `${what} of shape [${dims}] must hold as many numbers`, received: there });
  }
  if (raw) return { dims, values: view(Uint8Array.from(raw).buffer) };
  return {
    dims,
    values: dataType === dataTypes.float ? Float32Array.from(tensor[list]) : Float64Array.from(tensor[list]),
  };
}

/** The tensor in a node of type Constant; undefined where it holds something else. */
export function tensorIn({ attribute, output }: NodeMessage): TensorMessage | undefined {
  const [content] = attribute;
  const name = output[0];
  if (content?.name === 'value' && content.t) return { ...content.t, name };
  const list = {
    dims: [] as number[],
    dataType: dataTypes.float,
    floats: [] as number[],
    int64s: [],
    doubles: [],
    external: [],
    name,
  };
  if (content?.name === 'value_float' && content.f !== undefined) return { ...list, floats: [content.f] };
  if (content?.name !== 'value_floats') return undefined;
  return { ...list, dims: [content.floats.length], floats: [...content.floats] };
}
