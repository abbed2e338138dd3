// Small files that ask for much work: sizes that are only claimed, and very many of what costs more than its bytes.

import { deflateSync } from 'node:zlib';
import { bytes as field, int, ints, message, text } from '../../dist/formats/protobuf.js';

/**
 * @typedef {object} Bomb
 * @property {string} name of the file
 * @property {(file: string) => readonly string[]} args of the command that reads it
 * @property {Uint8Array} bytes
 */

const predict = (/** @type {string} */ file) => ['predict', file, '--run', 'run'];
const evaluate = (/** @type {string} */ file) => ['evaluate', file];
const curves = (/** @type {string} */ file) => ['curves', file];

/** One after another, since some are large. @returns {Generator<Bomb>} */
export function* bombs() {
  const million = 2 ** 20;
  for (const [name, width, height, depth, type] of /** @type {const} */ ([
    ['wide.png', 2 ** 25, 1, 1, 0],
    ['tall.png', 1, 2 ** 25, 1, 0],
    ['long.png', 2 ** 14, 2 ** 10, 8, 0],
    ['colours.png', 3000, 4000, 8, 6],
    ['deep.png', 2 ** 13, 2 ** 11, 16, 6],
  ])) {
    const bits = depth * (type === 6 ? 4 : 1);
    const raw = Buffer.alloc(height * (1 + Math.ceil((width * bits) / 8)));
    raw[raw.length >> 1] = 200;
    yield { name, args: predict, bytes: png(width, height, depth, type, [deflateSync(raw)]) };
  }
  const small = deflateSync(Buffer.alloc(28 * 29));
  const empty = new Array(800_000).fill(Buffer.alloc(0));
  yield { name: 'chunks.png', args: predict, bytes: png(28, 28, 8, 0, [small, ...empty]) };
  yield { name: 'inflates.png', args: predict, bytes: png(28, 28, 8, 0, [deflateSync(Buffer.alloc(500 * million))]) };
  yield { name: 'ones.pgm', args: predict, bytes: Buffer.from('P5 1 1 255\n\0'.repeat(800_000), 'latin1') };
  yield {
    name: 'text.pgm',
    args: predict,
    bytes: Buffer.from(`P2 2200 2200 255\n${'7 '.repeat(2200 * 2200)}`, 'latin1'),
  };
  yield { name: 'scans.jpg', args: predict, bytes: jpegOfScans(4096, 4096, 60) };
  const chain = (/** @type {string} */ op, /** @type {number} */ count) => {
    const nodes = [node('MatMul', ['x', 'W'], ['z0'])];
    for (let k = 0; k < count; k++) nodes.push(node(op, op === 'Mul' ? [`z${k}`, `z${k}`] : [`z${k}`], [`z${k + 1}`]));
    return onnx(nodes, `z${count}`);
  };
  const fan = [node('MatMul', ['x', 'W'], ['z'])];
  for (let k = 0; k < 90_000; k++) fan.push(node('Mul', ['z', 'z'], [`m${k}`]));
  yield { name: 'fan.onnx', args: evaluate, bytes: onnx(fan, 'z') };
  yield { name: 'muls.onnx', args: evaluate, bytes: chain('Mul', 90_000) };
  yield { name: 'identities.onnx', args: evaluate, bytes: chain('Identity', 90_000) };
  yield { name: 'relus.onnx', args: evaluate, bytes: chain('Relu', 90_000) };
  yield { name: 'deep.json', args: (file) => ['train', '--config', file], bytes: Buffer.from('['.repeat(8 * million)) };
  const keys = Array.from({ length: 500_000 }, (_, k) => `"k${k}":1`).join();
  yield { name: 'keys.json', args: (file) => ['train', '--config', file], bytes: Buffer.from(`{${keys}}`) };
  yield {
    name: 'columns.csv',
    args: curves,
    bytes: Buffer.from(`${'loss,'.repeat(million)}\n${'1,'.repeat(million)}\n`),
  };
}

/** A PNG of those chunks of image data. */
function png(
  /** @type {number} */ width,
  /** @type {number} */ height,
  /** @type {number} */ depth,
  /** @type {number} */ type,
  /** @type {readonly Uint8Array[]} */ data,
) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  header[9] = type;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const cache = chunk('IDAT', Buffer.alloc(0));
  const image = data.map((one) => (one.length === 0 ? cache : chunk('IDAT', one)));
  return Buffer.concat([signature, chunk('IHDR', header), ...image, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(/** @type {string} */ type, /** @type {Uint8Array} */ content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), 4 + body.length);
  return whole;
}

function crc32(/** @type {Uint8Array} */ bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A progressive JPEG whose scans hold nothing: a decoder goes over all blocks for each. */
function jpegOfScans(/** @type {number} */ width, /** @type {number} */ height, /** @type {number} */ scans) {
  const table = [0xff, 0xdb, 0, 67, 0, ...new Array(64).fill(1)];
  const frame = [0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  const codes = [0xff, 0xc4, 0, 20, 0x10, 1, ...new Array(15).fill(0), 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0];
  return Uint8Array.from([0xff, 0xd8, ...table, ...frame, ...codes, ...new Array(scans).fill(scan).flat(), 0xff, 0xd9]);
}

function node(/** @type {string} */ op, /** @type {string[]} */ inputs, /** @type {string[]} */ outputs) {
  return field(
    1,
    message(
      inputs.map((name) => text(1, name)),
      outputs.map((name) => text(2, name)),
      text(4, op),
    ),
  );
}

/** A model of those nodes, with an array W[784][10]. */
function onnx(/** @type {readonly Uint8Array[]} */ nodes, /** @type {string} */ output) {
  const array = field(5, message(ints(1, [784, 10]), int(2, 1), text(8, 'W'), field(9, new Uint8Array(784 * 40))));
  const graph = message(nodes, array, field(11, text(1, 'x')), field(12, text(1, output)));
  return message(int(1, 8), field(8, int(2, 13)), field(7, graph));
}
