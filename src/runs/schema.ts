import { z } from 'zod';
import type { TrainingSummary } from '../training/summary.ts';
import type { Settings } from './settings.ts';

const count = z.number().int().nonnegative();

/** config.json: everything needed to repeat the run, and to use its weights. */
export const runConfigSchema = z.object({
  versions: z.object({ gradlens: z.string(), node: z.string() }),
  /** As {@link Settings}; read with `resolveSettings`. */
  settings: z.record(z.string(), z.unknown()),
  /** The last bits of results depend on name, flavour and precision, and not on threads. */
  engine: z.object({ name: z.string(), flavour: z.string(), precision: z.string(), threads: z.number() }),
  network: z.object({
    inputs: count.min(1),
    classes: count.min(1),
    /** The activation's own name: settings.activation may be the path of a module. */
    activation: z.string(),
    parameters: count,
  }),
  data: z.object({
    name: z.string(),
    /** SHA-256 of shapes, values and labels. */
    fingerprint: z.string(),
    samples: z.object({ train: count, validation: count, test: count }),
    /** How values became inputs, with what was measured for it. */
    scale: z.object({
      kind: z.string(),
      mean: z.array(z.number()).readonly().optional(),
      deviation: z.array(z.number()).readonly().optional(),
    }),
  }),
});

/** config.json as it is written. */
export type RunConfig = z.infer<typeof runConfigSchema> & { settings: Settings };

/** summary.json, and what `train --json` prints. */
export interface RunSummary extends Omit<TrainingSummary, 'divergence'> {
  /** The run folder. */
  run: string;
  /** Weights, biases and slopes. */
  parameters: number;
  config: RunConfig;
  /** The post-mortem of a diverged training. */
  divergence?: TrainingSummary['divergence'];
}
