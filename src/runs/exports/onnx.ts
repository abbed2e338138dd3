import { scaleFrom } from '../../dataset/scale.ts';
import { encodeOnnx } from '../../formats/onnx/write.ts';
import type { Exporter } from './exporter.ts';
import { modelMetadata } from './model-metadata.ts';

/** The whole network with its scaling, for onnxruntime and all that reads ONNX. */
export const onnx: Exporter = {
  name: 'onnx',
  summary: 'the network for onnxruntime and others: raw pixels in, logits and probabilities out',
  write(run) {
    const { data, network } = run.record.config;
    const scale = scaleFrom(data.scale, { name: run.record.folder, features: network.inputs });
    return [{ path: 'model.onnx', bytes: encodeOnnx(run.network, scale, modelMetadata(run)) }];
  },
};
