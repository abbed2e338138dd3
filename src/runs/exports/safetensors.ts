import { sequentialOf } from '../../formats/pytorch/state-dict.ts';
import { encodeSafetensors } from '../../formats/safetensors.ts';
import type { Exporter } from './exporter.ts';
import { modelMetadata } from './model-metadata.ts';

/** The weights as the state_dict of an nn.Sequential. Ours, model.safetensors in the run folder, has W as [in][out]. */
export const safetensors: Exporter = {
  name: 'safetensors',
  summary: 'weights for PyTorch: load_state_dict of an nn.Sequential takes them',
  write(run) {
    const { classes, source: made, stateDict } = sequentialOf(run.network);
    const source = `${classes}${made}`;
    const metadata = { format: 'pt', sequential: source, ...modelMetadata(run) };
    return [
      {
        path: 'model-pytorch.safetensors',
        bytes: encodeSafetensors({ tensors: stateDict, metadata }),
        note: `For PyTorch; outputs are logits, inputs are scaled as the metadata says:\n${source}`,
      },
    ];
  },
};
