import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scaleFrom, scaleRow } from '../../../src/dataset/scale.ts';
import { js } from '../../../src/runs/exports/js.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { trainedRun } from './trained-run.ts';

export interface Model {
  predict(pixels: ArrayLike<number>): number[];
  classify(pixels: ArrayLike<number>): number;
}

const root = tempFolder();
let count = 0;

export async function imported(source: string | Uint8Array): Promise<Model & { file: string; bytes: number }> {
  const file = join(root, `model-${count++}.mjs`);
  writeFileSync(file, source);
  return { ...(await import(pathToFileURL(file).href)), file, bytes: source.length };
}

/** 1,000 images of the test part, raw, and what the run's own network answers. */
export async function trainedModel(activation: string, values: Record<string, unknown> = {}) {
  const settings = { activation, hidden: [16], epochs: 1, trainSize: 2000, threads: 1, ...values };
  const { run, assembly } = await trainedRun(join(root, `${activation}-${count++}`), settings);
  const { test } = assembly.splits;
  const { features, values: pixels } = test;
  const scaled = scaleRow(scaleFrom(run.record.config.data.scale, test), features, true);
  const x = assembly.network.room(1000);
  for (let k = 0; k < 1000; k++) scaled(pixels, k * features, x, k * features);
  const answers = Float64Array.from(assembly.network.forward(x, 1000));
  const images = Array.from({ length: 1000 }, (_, k) => pixels.subarray(k * features, (k + 1) * features));
  const [{ bytes }] = js.write(run);
  return { model: await imported(bytes), images, answers, run };
}
