import protobuf from 'protobufjs';

/** onnx.proto as far as tests need it, for an encoder and decoder that is not ours. */
const string = (id: number, rule?: string) => ({ type: 'string', id, ...(rule && { rule }) });
const field = (type: string, id: number, rule?: string) => ({ type, id, ...(rule && { rule }) });
const root = protobuf.Root.fromJSON({
  nested: {
    Pair: { fields: { key: string(1), value: string(2) } },
    Opset: { fields: { domain: string(1), version: field('int64', 2) } },
    Tensor: {
      fields: {
        dims: { type: 'int64', id: 1, rule: 'repeated' },
        dataType: field('int32', 2),
        floatData: field('float', 4, 'repeated'),
        int64Data: field('int64', 7, 'repeated'),
        name: string(8),
        rawData: field('bytes', 9),
        doubleData: field('double', 10, 'repeated'),
        externalData: field('Pair', 13, 'repeated'),
        dataLocation: field('int32', 14),
      },
    },
    Attribute: {
      fields: {
        name: string(1),
        f: field('float', 2),
        i: field('int64', 3),
        s: field('bytes', 4),
        t: field('Tensor', 5),
        floats: field('float', 7, 'repeated'),
        ints: field('int64', 8, 'repeated'),
        type: field('int32', 20),
      },
    },
    Node: {
      fields: {
        input: string(1, 'repeated'),
        output: string(2, 'repeated'),
        name: string(3),
        opType: string(4),
        attribute: field('Attribute', 5, 'repeated'),
        domain: string(7),
      },
    },
    Dimension: { fields: { dimValue: field('int64', 1), dimParam: string(2) } },
    Shape: { fields: { dim: field('Dimension', 1, 'repeated') } },
    TensorType: { fields: { elemType: field('int32', 1), shape: field('Shape', 2) } },
    Type: { fields: { tensorType: field('TensorType', 1) } },
    ValueInfo: { fields: { name: string(1), type: field('Type', 2) } },
    Graph: {
      fields: {
        node: field('Node', 1, 'repeated'),
        name: string(2),
        initializer: field('Tensor', 5, 'repeated'),
        docString: string(10),
        input: field('ValueInfo', 11, 'repeated'),
        output: field('ValueInfo', 12, 'repeated'),
      },
    },
    Model: {
      fields: {
        irVersion: field('int64', 1),
        producerName: string(2),
        graph: field('Graph', 7),
        opsetImport: field('Opset', 8, 'repeated'),
        metadataProps: field('Pair', 14, 'repeated'),
      },
    },
  },
});
const Model = root.lookupType('Model');

type Json = Record<string, unknown>;

/** A file as plain objects, by protobufjs. */
export function decodeForeign(bytes: Uint8Array): Json {
  return Model.toObject(Model.decode(bytes), { longs: Number, defaults: false });
}

/** The bytes of a model in plain objects, by protobufjs. */
export function encodeForeign(model: Json): Uint8Array {
  return Model.encode(Model.fromObject(model)).finish();
}

/** A node; numbers become attributes of type int where whole, `{ f }` of type float, texts of type string. */
export function node(
  opType: string,
  input: string[],
  output: string,
  attributes: Record<string, number | string | { f: number }> = {},
): Json {
  const attribute = Object.entries(attributes).map(([name, value]) => {
    if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: 3 };
    return typeof value === 'number' ? { name, i: value, type: 2 } : { name, f: value.f, type: 1 };
  });
  return { opType, input, output: [output], name: `/${output}`, attribute };
}

/** A tensor of float32, packed as numbers or raw. */
export function tensor(name: string, dims: number[], values: ArrayLike<number>, how: 'raw' | 'floats' = 'raw'): Json {
  if (how === 'floats') return { name, dims, dataType: 1, floatData: Array.from(values) };
  return { name, dims, dataType: 1, rawData: new Uint8Array(Float32Array.from(values).buffer) };
}

/** Whole numbers, as a shape for Reshape. */
export const int64s = (name: string, values: number[]): Json => ({
  name,
  dims: [values.length],
  dataType: 7,
  int64Data: values,
});

/** A model from `x` to the last node's output. */
export function modelOf(
  nodes: Json[],
  initializer: Json[],
  { sides = [4], opset = 17, more = {} }: { sides?: number[]; opset?: number; more?: Json } = {},
): Uint8Array {
  const last = (nodes.at(-1)?.output as string[] | undefined)?.[0] ?? 'x';
  const dim = [{ dimParam: 'n' }, ...sides.map((dimValue) => ({ dimValue }))];
  return encodeForeign({
    irVersion: 8,
    opsetImport: [{ version: opset }],
    graph: {
      name: 'g',
      node: nodes,
      initializer,
      input: [{ name: 'x', type: { tensorType: { elemType: 1, shape: { dim } } } }],
      output: [{ name: last, type: { tensorType: { elemType: 1 } } }],
      ...more,
    },
  });
}
