import { UserError } from '../../util/user-error.ts';
import { checkLayers, classNamesIn, fingerprintIn, type PlainNetwork } from '../plain-network.ts';
import { Graph } from './graph.ts';
import { headsAfter } from './heads-after.ts';
import { messageFrom } from './protobuf.ts';
import { model as modelKind } from './schema.ts';
import { Walk } from './walk.ts';

/**
 * The plain multilayer perceptron in an ONNX file, ours or another program's: constants that scale the inputs, then
 * Gemm, or MatMul and Add, each followed by a norm and an activation that we have, with residual connections around
 * single layers, then a softmax or sigmoid, or nothing.
 * @param file for messages
 * @throws UserError where the bytes are no such file, or hold anything else, by the name of the operator
 */
export function decodeOnnx(bytes: Uint8Array, file: string): PlainNetwork {
  const { graph: message, metadata, opset } = messageFrom(modelKind, bytes);
  if (!message) throw new UserError({ rule: `${file} must be an onnx file`, received: 'no graph in it' });
  const version = opset.find(({ domain }) => !domain || domain === 'ai.onnx')?.version ?? 1;
  if (version < OLDEST_OPSET) {
    throw new UserError({ rule: `${file} must be of opset ${OLDEST_OPSET} or later`, received: version });
  }
  const walk = new Walk(new Graph(message, file), file, bytes.length / FEWEST_BYTES);
  const { layers, scale, output } = walk.toTheEnd();
  checkLayers(layers, file);
  walk.requireColumns(layers[0].I);
  const [likeliest, ...others] = headsAfter(output);
  const told = (name: string) => metadata.find(({ key }) => key === name)?.value;
  const { name: head } = others.find(({ name }) => name === told('head')) ?? likeliest;
  const trainedOn = fingerprintIn(told('data'));
  const classNames = classNamesIn(told('classes'), layers[layers.length - 1].O);
  return {
    layers,
    head,
    ...(scale && { scale }),
    ...(trainedOn && { trainedOn }),
    ...(classNames && { classNames }),
  };
}

/** Before it, operators had other rules for broadcasting and for inference. */
const OLDEST_OPSET = 7;

/** Of a number in float32. */
const FEWEST_BYTES = 4;
