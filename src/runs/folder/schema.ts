import { z } from 'zod';
import type { Settings } from '../../settings/table.ts';
import type { DataFacts } from '../../training/diagnosis/facts/data-facts.ts';
import { MILESTONES, type TrainingSummary } from '../../training/summary.ts';
import type { FindingRecord } from '../../words/diagnosis.ts';
import { loggedNumber } from '../files/log-text.ts';

const count = z.number().int().nonnegative();
const share = z.number().nullable();

const partFacts = z.object({
  samples: count,
  inputs: z.object({
    mean: z.number(),
    deviation: z.number(),
    min: z.number(),
    max: z.number(),
    meanSpread: z.number(),
    zeros: z.number(),
    constant: z.number(),
    ink: z.object({ border: z.number(), inside: z.number() }).nullable(),
  }),
  labels: z.object({ perClass: z.array(count).readonly().nullable(), mixed: share }),
});

/** What a diagnosis knows of the data: {@link DataFacts}. */
const dataFactsSchema: z.ZodType<DataFacts> = z.object({
  train: partFacts,
  validation: partFacts.nullable(),
  test: partFacts.nullable(),
  neighbour: z.object({ train: share, validation: share, test: share, references: count, queries: count }),
});

/** A number, which may be written as the text NaN, Infinity or -Infinity. */
const number = z.unknown().transform((value, context) => {
  const read = loggedNumber(value);
  if (read !== undefined) return read;
  context.addIssue('must be a number');
  return z.NEVER;
});

/** How values become inputs, with what was measured for it. */
export const savedScaleSchema = z.object({
  kind: z.string(),
  mean: z.array(z.number()).readonly().optional(),
  deviation: z.array(z.number()).readonly().optional(),
});

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
    scale: savedScaleSchema,
    /** Names of the classes, and whether labels are those; runs before them have numbers. */
    classNames: z.array(z.string()).readonly().optional(),
    labelsAreNames: z.boolean().optional(),
    /** Names of the features, where they have any that are not numbered. */
    columns: z.array(z.string()).readonly().optional(),
    /** Rows and columns of images. */
    shape: z.tuple([count, count]).readonly().optional(),
    /** What black and white were; null where values are no pixels. Of runs before that, 0 and 255 are assumed. */
    shades: z.tuple([z.number(), z.number()]).readonly().nullable().optional(),
    /** What they were like, for diagnoses; runs of earlier versions lack it, and what cannot be read is left out. */
    facts: dataFactsSchema.optional().catch(undefined),
  }),
});

/** config.json as it is written. */
export type RunConfig = z.infer<typeof runConfigSchema> & { settings: Settings };

/** summary.json, and what `train` prints as JSON. */
export interface RunSummary extends Omit<TrainingSummary, 'divergence'> {
  /** The run folder. */
  run: string;
  /** Weights, biases and slopes. */
  parameters: number;
  config: RunConfig;
  /** What the training suffers from, gravest first; empty where it is healthy. */
  diagnosis: FindingRecord[];
  /** The post-mortem of a diverged training. */
  divergence?: TrainingSummary['divergence'];
}

const score = z.object({ loss: number, accuracy: number });
const milestone = z.object({ epoch: count, step: count }).nullable();

const attenuation = z.object({ total: number, perLayer: number }).nullable();

/** summary.json, without the config in it, which config.json holds as well. */
export const runSummarySchema = z.object({
  status: z.enum(['finished', 'early-stopped', 'interrupted', 'diverged']),
  run: z.string(),
  parameters: count,
  epochs: count,
  steps: count,
  train: score.nullable(),
  validation: score.nullable(),
  test: score.nullable(),
  best: z
    .object({
      epoch: count,
      monitor: z.string(),
      value: number,
      train: score,
      validation: score.nullable(),
      test: score.nullable(),
    })
    .nullable(),
  seconds: number,
  samplesPerSecond: number,
  reached: z.record(z.enum(MILESTONES), milestone),
  // Runs before the probes have none of these.
  saturated: number.nullable().default(null),
  off: number.nullable().default(null),
  dead: number.nullable().default(null),
  attenuation: z.object({ start: attenuation, end: attenuation }).default({ start: null, end: null }),
  diagnosis: z
    .array(
      z.object({
        rule: z.string(),
        severity: z.enum(['problem', 'warning', 'note']),
        text: z.string(),
        advice: z.string(),
        facts: z.unknown().optional(),
        source: z.string(),
      }),
    )
    .default([]),
  // Nor have they these.
  halvings: z.array(z.object({ epoch: count, step: count, backTo: count, learningRate: z.number() })).default([]),
  divergence: z
    .object({
      epoch: count,
      step: count,
      loss: number,
      layer: count,
      what: z.enum(['weights', 'net inputs', 'outputs', 'loss']),
      lastFiniteLoss: number.nullable(),
      lr: number,
      suggestedLearningRate: number,
    })
    .optional(),
});

/** A line of steps.jsonl. */
export const loggedStepSchema = z.object({ step: count, loss: number, lr: number });

const histogram = z.object({ from: number, to: number, counts: z.array(count) });

/** A line of layers.jsonl: one layer at one moment. */
export const loggedLayerSchema = z.object({
  epoch: count,
  step: count,
  layer: count.min(1),
  units: count,
  // Runs of before there were several kinds of layers have neither.
  hidden: z.boolean().optional(),
  activation: z.string().optional(),
  gradientNorm: number,
  deltaRms: number,
  weightNorm: number,
  updateRatio: number.nullable(),
  activationMean: number,
  activationStd: number,
  saturated: number,
  off: number.nullable().default(null),
  dead: number,
  nearZero: number,
  histograms: z.object({ activation: histogram, gradient: histogram }),
  head: z.object({ loss: number, accuracy: number, answered: count, spread: number, passes: number }).optional(),
});
