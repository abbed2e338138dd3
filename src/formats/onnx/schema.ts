import { type Content, double, float, integer, many, message, one, raw, text } from './protobuf.ts';

/** The messages of an ONNX file, as far as plain networks need them; numbers as in onnx.proto of the ONNX project. */

const pair = message({ key: one(1, text), value: one(2, text) });

export const tensor = message({
  dims: many(1, integer),
  dataType: one(2, integer),
  floats: many(4, float),
  int64s: many(7, integer),
  name: one(8, text),
  raw: one(9, raw),
  doubles: many(10, double),
  external: many(13, pair),
  /** 0 in the file itself, 1 elsewhere. */
  location: one(14, integer),
});

const attribute = message({
  name: one(1, text),
  f: one(2, float),
  i: one(3, integer),
  s: one(4, text),
  t: one(5, tensor),
  floats: many(7, float),
  ints: many(8, integer),
  type: one(20, integer),
});

export const node = message({
  input: many(1, text),
  output: many(2, text),
  name: one(3, text),
  opType: one(4, text),
  attribute: many(5, attribute),
  domain: one(7, text),
});

const dimension = message({ value: one(1, integer), param: one(2, text) });
const shape = message({ dim: many(1, dimension) });
const tensorType = message({ elemType: one(1, integer), shape: one(2, shape) });
const valueInfo = message({ name: one(1, text), type: one(2, message({ tensor: one(1, tensorType) })) });

export const graph = message({
  node: many(1, node),
  name: one(2, text),
  initializer: many(5, tensor),
  doc: one(10, text),
  input: many(11, valueInfo),
  output: many(12, valueInfo),
  sparseInitializer: many(15, raw),
});

export const model = message({
  irVersion: one(1, integer),
  producer: one(2, text),
  producerVersion: one(3, text),
  graph: one(7, graph),
  opset: many(8, message({ domain: one(1, text), version: one(2, integer) })),
  metadata: many(14, pair),
});

export type TensorMessage = Content<typeof tensor>;
export type AttributeMessage = Content<typeof attribute>;
export type NodeMessage = Content<typeof node>;
export type GraphMessage = Content<typeof graph>;

/** TensorProto.DataType, those that are read and written. */
export const dataTypes = { float: 1, int64: 7, double: 11 } as const;
/** AttributeProto.AttributeType. */
export const attributeTypes = { f: 1, i: 2, s: 3, t: 4 } as const;
