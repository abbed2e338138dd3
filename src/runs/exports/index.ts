import { setting } from '../../util/message.ts';
import { byName } from '../../util/registry.ts';
import { csv } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { js } from './js.ts';
import { onnx } from './onnx.ts';
import { safetensors } from './safetensors.ts';
import { tensorboard } from './tensorboard.ts';
import { torch } from './torch.ts';

/** The one list of exporters, in the order of help texts. A new one is a file beside this and a line here. */
const exporters: readonly Exporter[] = [onnx, safetensors, torch, tensorboard, csv, js];

/** The formats, each with what it is good for. */
export const exportFormats: readonly Pick<Exporter, 'name' | 'summary'>[] = exporters;

/**
 * The exporter of that name.
 * @throws UserError for an unknown name, offering the nearest
 */
export function exporterByName(name: string): Exporter {
  return byName(setting('format'), exporters, name);
}
