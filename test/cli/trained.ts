import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { z } from 'zod';
import { type Files, gradlens, type Outcome } from './run.ts';
import { SMALL, smallTable } from './small-data.ts';

const score = z.strictObject({ loss: z.number(), accuracy: z.number().min(0).max(1) });
const attenuation = z.strictObject({ total: z.number(), perLayer: z.number() }).nullable();
const finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['problem', 'warning', 'note']),
  facts: z.record(z.string(), z.unknown()),
  text: z.string(),
  advice: z.string(),
  source: z.string(),
});
const milestone = z.strictObject({ epoch: z.number(), step: z.number() }).nullable();

/** The documented shape of `train --json` and summary.json: no field more, none less. */
export const summarySchema = z.strictObject({
  status: z.enum(['finished', 'early-stopped', 'interrupted', 'diverged']),
  run: z.string(),
  parameters: z.number(),
  epochs: z.number(),
  steps: z.number(),
  train: score.nullable(),
  validation: score.nullable(),
  test: score.nullable(),
  best: z
    .strictObject({
      epoch: z.number(),
      monitor: z.string(),
      value: z.number(),
      train: score,
      validation: score.nullable(),
      test: score.nullable(),
    })
    .nullable(),
  seconds: z.number(),
  samplesPerSecond: z.number(),
  reached: z.strictObject({ '0.90': milestone, '0.95': milestone, '0.97': milestone, '0.98': milestone }),
  attenuation: z.strictObject({ start: attenuation, end: attenuation }),
  saturated: z.number().nullable(),
  off: z.number().nullable(),
  dead: z.number().nullable(),
  diagnosis: z.array(finding),
  config: z.looseObject({
    settings: z.record(z.string(), z.unknown()),
    network: z.looseObject({ activation: z.string(), parameters: z.number() }),
    data: z.looseObject({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
  }),
  /** Of a diverged training only. */
  halvings: z.array(
    z.strictObject({ epoch: z.number(), step: z.number(), backTo: z.number(), learningRate: z.number() }),
  ),
  divergence: z
    .strictObject({
      epoch: z.number(),
      step: z.number(),
      loss: z.enum(['NaN', 'Infinity']),
      layer: z.number(),
      what: z.string(),
      lastFiniteLoss: z.number().nullable(),
      lr: z.number(),
      suggestedLearningRate: z.number(),
    })
    .optional(),
});

export type Summary = z.infer<typeof summarySchema>;

/** A folder with small.csv in which `train` can be run again and again; gone after the tests of the file. */
export function workshop(extra: Files = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'gradlens-cli-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  const given = { 'small.csv': smallTable(), ...extra };
  const run = (...args: string[]): Promise<Outcome> => gradlens(args, { cwd, given });
  const train = async (...args: string[]) => {
    const outcome = await run('train', ...SMALL, '--json', '--quiet', ...args);
    return { ...outcome, summary: summarySchema.parse(JSON.parse(outcome.stdout || outcome.stderr)) };
  };
  return { cwd, run, train };
}

/** metrics.csv as rows of cells by column. */
export function metricsOf(text: string | Uint8Array): Record<string, string>[] {
  const [header, ...lines] = text.toString().trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, k) => [names[k], cell])));
}

/** The same without the columns that depend on the clock. */
export function untimed(text: string | Uint8Array): Record<string, string>[] {
  return metricsOf(text).map(({ seconds: _s, samples_per_second: _r, ...rest }) => rest);
}
