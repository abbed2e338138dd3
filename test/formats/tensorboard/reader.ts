import protobuf from 'protobufjs';

/** TensorBoard's messages, as far as they are written here, from its .proto files. */
const schema = `
  syntax = "proto3";
  message Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; SourceMetadata source_metadata = 10; }
  message SourceMetadata { string writer = 1; }
  message Summary {
    message Value {
      string tag = 1; SummaryMetadata metadata = 9;
      oneof value { float simple_value = 2; HistogramProto histo = 5; TensorProto tensor = 8; }
    }
    repeated Value value = 1;
  }
  message SummaryMetadata {
    message PluginData { string plugin_name = 1; bytes content = 2; }
    PluginData plugin_data = 1; string display_name = 2; string summary_description = 3;
  }
  message HistogramProto {
    double min = 1; double max = 2; double num = 3; double sum = 4; double sum_squares = 5;
    repeated double bucket_limit = 6 [packed = true]; repeated double bucket = 7 [packed = true];
  }
  message TensorProto { int32 dtype = 1; TensorShapeProto tensor_shape = 2; }
  message TensorShapeProto { message Dim { int64 size = 1; } repeated Dim dim = 2; }
  message HParamsPluginData { int32 version = 1; Experiment experiment = 2; SessionStartInfo session_start_info = 3; SessionEndInfo session_end_info = 4; }
  message SessionStartInfo { map<string, Value> hparams = 1; string group_name = 4; double start_time_secs = 5; }
  message SessionEndInfo { Status status = 1; double end_time_secs = 2; }
  enum Status { STATUS_UNKNOWN = 0; STATUS_SUCCESS = 1; STATUS_FAILURE = 2; STATUS_RUNNING = 3; }
  message Experiment { string description = 1; repeated HParamInfo hparam_infos = 4; repeated MetricInfo metric_infos = 5; string name = 6; }
  enum DataType { DATA_TYPE_UNSET = 0; DATA_TYPE_STRING = 1; DATA_TYPE_BOOL = 2; DATA_TYPE_FLOAT64 = 3; }
  message HParamInfo { string name = 1; string display_name = 2; string description = 3; DataType type = 4; }
  message MetricName { string group = 1; string tag = 2; }
  message MetricInfo { MetricName name = 1; string display_name = 3; }
  message Value { oneof kind { double number_value = 2; string string_value = 3; bool bool_value = 4; } }
`;

const { root } = protobuf.parse(schema, { keepCase: true });

export interface ReadHistogram {
  min: number;
  max: number;
  num: number;
  sum: number;
  sum_squares: number;
  bucket_limit: number[];
  bucket: number[];
}

export interface ReadValue {
  tag: string;
  metadata?: { plugin_data: { plugin_name: string; content: Uint8Array }; summary_description: string };
  simple_value?: number;
  histo?: ReadHistogram;
  tensor?: { dtype: number; tensor_shape: { dim: { size: number }[] } };
}

export interface ReadEvent {
  wall_time: number;
  step: number;
  file_version: string;
  summary: { value: ReadValue[] } | null;
}

export interface ReadHparams {
  experiment?: { hparam_infos: { name: string; type: string }[]; metric_infos: { name: { tag: string } }[] };
  session_start_info?: {
    hparams: Record<string, { number_value?: number; string_value?: string; bool_value?: boolean }>;
    start_time_secs: number;
  };
  session_end_info?: { status: string; end_time_secs: number };
}

/** The events of a file, by protobufjs; every checksum is computed. */
export function readEvents(file: Uint8Array): ReadEvent[] {
  return readRecords(file).map((data) => decode('Event', data, true) as ReadEvent);
}

export function readHparams(content: Uint8Array): ReadHparams {
  return decode('HParamsPluginData', content, false) as ReadHparams;
}

function decode(type: string, data: Uint8Array, defaults: boolean): unknown {
  const message = root.lookupType(type);
  return message.toObject(message.decode(data), { longs: Number, enums: String, defaults });
}

/** The data of each record of a TFRecord file. @throws Error where a checksum is wrong or a record is cut */
export function readRecords(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(view.getBigUint64(at, true));
    const data = file.subarray(at + 12, at + 12 + length);
    check(view.getUint32(at + 8, true), file.subarray(at, at + 8));
    check(view.getUint32(at + 12 + length, true), data);
    records.push(data);
    at += 16 + length;
  }
  return records;
}

function check(stored: number, data: Uint8Array): void {
  // TensorFlow's unmask: rot = masked - delta; crc = (rot >> 17) | (rot << 15).
  const rotated = (stored - 0xa282ead8) >>> 0;
  const crc = ((rotated >>> 17) | (rotated << 15)) >>> 0;
  if (crc !== bitwiseCrc32c(data)) throw new Error(`checksum ${crc}, computed ${bitwiseCrc32c(data)}`);
}

/** CRC-32C bit by bit, as the polynomial division that it is: x^32 + ... with bits from the lowest of each byte on. */
export function bitwiseCrc32c(data: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of data) {
    for (let bit = 0; bit < 8; bit++) {
      const out = (remainder ^ (byte >> bit)) & 1;
      // The reverse of 0x1EDC6F41.
      remainder = (remainder >>> 1) ^ (out === 1 ? 0x82f63b78 : 0);
    }
  }
  return ~remainder >>> 0;
}
