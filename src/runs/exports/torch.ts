import { scaleFrom } from '../../dataset/scale.ts';
import { pythonModule } from '../../formats/pytorch/python-module.ts';
import { sequentialOf } from '../../formats/pytorch/state-dict.ts';
import { encodeSafetensors } from '../../formats/safetensors.ts';
import { aboutRun } from './about-run.ts';
import type { Exporter } from './exporter.ts';
import { modelMetadata } from './model-metadata.ts';

const WEIGHTS = 'model.safetensors';

/** A module of Python for PyTorch, with its weights beside it. */
export const torch: Exporter = {
  name: 'torch',
  summary: 'a module of Python for PyTorch, with the weights: load() gives the trained network',
  write(run) {
    const { config } = run.record;
    const { name, classNames } = config.data;
    const network = sequentialOf(run.network);
    const scale = scaleFrom(config.data.scale, { name, features: run.network.inputs });
    const text = pythonModule(network, scale, { about: aboutRun(run.record), weights: WEIGHTS, classNames });
    const metadata = { format: 'pt', ...modelMetadata(run) };
    return [
      { path: 'model.py', bytes: new TextEncoder().encode(text) },
      { path: WEIGHTS, bytes: encodeSafetensors({ tensors: network.stateDict, metadata }) },
    ];
  },
};
