import { join } from 'node:path';
import type { Activation } from '../activations/activation.ts';
import { loadActivation } from '../activations/load.ts';
import { folderName } from '../activations/names.ts';
import type { Splits } from '../dataset/dataset.ts';
import type { Scale } from '../dataset/scale.ts';
import type { SelectedEngine } from '../kernels/index.ts';
import { optimizerByName } from '../nn/optimizers/index.ts';
import { assemble, loadSplits } from '../runs/assemble.ts';
import { toJson } from '../runs/files/json.ts';
import { replaceFile } from '../runs/files/replace-file.ts';
import { fitDefaults } from '../runs/fit-defaults.ts';
import type { RunRecord } from '../runs/folder/run-record.ts';
import type { SettingName, Settings } from '../settings/table.ts';
import { train } from '../training/train.ts';
import { message, setting } from '../util/message.ts';
import { UserError } from '../util/user-error.ts';
import type { ActivationResult, Comparison, ComparisonRecord, RateSearch } from './comparison.ts';
import type { ComparisonFolder } from './comparison-folder.ts';
import { fixableNames, type Plan } from './plan.ts';
import type { Pool, Task, TaskProgress } from './pool/task.ts';
import { type RateScore, searchEpochs, searchRate } from './rate-search.ts';
import { summarizeActivation } from './summarize.ts';
import { verdictsOf } from './verdicts.ts';

/** A plan that was looked at: its activations are loaded, its data are read, its settings fit them. */
export interface Preparation {
  readonly plan: Plan;
  /** In the order of the plan. */
  readonly activations: readonly Activation[];
  readonly splits: Splits;
  /** How its values become inputs. */
  readonly scale: Scale;
  /** What will compute. */
  readonly engine: SelectedEngine;
}

/** What a comparison tells while it goes on. */
export type ComparisonEvent =
  | { readonly type: 'queued'; readonly task: Task }
  | { readonly type: 'progress'; readonly task: Task; readonly progress: TaskProgress }
  | { readonly type: 'done'; readonly task: Task; readonly record: RunRecord }
  | { readonly type: 'searched'; readonly activation: string; readonly search: RateSearch };

/** Where a comparison goes, and who listens to it. */
export interface CompareOptions {
  readonly folder: ComparisonFolder;
  /** Version of gradlens, for compare.json. */
  readonly version: string;
  /** When all began, by performance.now(). */
  readonly begun: number;
  /** Hears what goes on, e.g. to show progress. */
  readonly listen?: (event: ComparisonEvent) => void;
}

/**
 * Reads the data and makes sure that every training of a plan can begin. Nothing is written.
 * @param chosen the settings that somebody gave; defaults of the others go with the data. Default: all
 * @throws UserError for unknown or repeated activations, settings that do not fit, data that cannot be read
 */
export async function prepareComparison(asked: Plan, chosen?: ReadonlySet<SettingName>): Promise<Preparation> {
  let plan = asked;
  if (plan.lr === 'search' && plan.settings.validation === 0) {
    throw new UserError({
      rule: 'a search of the learning rate goes by validation loss, which needs a validation set',
      fix: message`add ${setting('validation', 0.1)}, or give all the same rate, as in ${setting('lr', 0.1)}`,
    });
  }
  const activations = await Promise.all(plan.activations.map(loadActivation));
  activations.forEach(({ name }, k) => {
    const first = activations.findIndex((one) => one.name === name);
    if (first === k) return;
    const received = [plan.activations[first], plan.activations[k]].join(' and ');
    throw new UserError({ rule: 'an activation must be compared once only', received, fix: 'leave one of them out' });
  });
  const splits = await loadSplits(plan.settings);
  if (chosen) plan = { ...plan, settings: fitDefaults(plan.settings, splits.train.count, chosen) };
  const assemblies = await Promise.all(
    plan.activations.map((activation) => assemble({ ...plan.settings, activation }, splits)),
  );
  // Refuses what does not fit; it would start when asked for its first event.
  for (const { options } of assemblies) train(options);
  return { plan, activations, splits, scale: assemblies[0].scale, engine: assemblies[0].engine };
}

/**
 * Trains every activation of a plan with every seed, after a search of its learning rate where the plan asks for it,
 * and writes compare.json beside the run folders. What the folder has already is not done again. Runs of one seed share their draws and the order of their batches.
 * @throws UserError where a run fails; a diverged one is no failure
 */
export async function compare(
  { plan, activations }: Preparation,
  pool: Pool,
  { folder: place, version, begun, listen }: CompareOptions,
): Promise<ComparisonRecord> {
  const { folder } = place;
  const seeds = Array.from({ length: plan.seeds }, (_, k) => plan.settings.seed + k);
  const runOne = async (task: Task) => {
    listen?.({ type: 'queued', task });
    const record = await pool.run(task, (progress) => listen?.({ type: 'progress', task, progress }));
    listen?.({ type: 'done', task, record });
    return record;
  };
  const compared = await Promise.all(
    activations.map(async ({ name, init }, k): Promise<[ActivationResult, RunRecord[]]> => {
      const settings = { ...plan.settings, activation: plan.activations[k] };
      const search = plan.lr === 'search' ? await searchFor(name, settings, place, runOne) : null;
      if (search) listen?.({ type: 'searched', activation: name, search });
      const lr = search?.best ?? settings.lr;
      const records = await Promise.all(
        seeds.map((seed) =>
          runOne({
            name: `${name}, seed ${seed}`,
            activation: name,
            settings: { ...settings, lr, seed },
            folder: join(folder, `${folderName(name)}-seed-${seed}`),
          }),
        ),
      );
      const inForce = settings.init === 'auto' ? init : settings.init;
      return [summarizeActivation({ name, lr, init: inForce, search, records }), records];
    }),
  );
  const results = compared.map(([result]) => result);
  const comparison: Comparison = {
    folder,
    versions: { gradlens: version, node: process.versions.node },
    settings: plan.settings,
    plan: { activations: plan.activations, seeds: plan.seeds, lr: plan.lr },
    fixed: fixableNames.filter((name) => plan.settings[name] !== 'auto'),
    seeds,
    activations: results,
    verdicts: verdictsOf(results),
    seconds: (performance.now() - begun) / 1000,
  };
  await replaceFile(join(folder, 'compare.json'), `${toJson(comparison, 2)}\n`);
  return { comparison, runs: compared.map(([, records]) => records) };
}

/** The search of one activation's rate: trials on the first seed, judged by the validation loss after the last epoch. */
function searchFor(
  activation: string,
  settings: Settings,
  place: ComparisonFolder,
  runOne: (task: Task) => Promise<RunRecord>,
): Promise<RateSearch> {
  const epochs = searchEpochs(settings.epochs);
  const attempt = async (lr: number): Promise<RateScore> => {
    const known = place.trial(activation, lr);
    if (known) return known;
    const { summary, metrics } = await runOne({
      name: `${activation} at ${lr}`,
      activation,
      settings: { ...settings, lr, epochs, earlyStopping: false },
      folder: null,
    });
    const score = summary?.status === 'finished' ? metrics.at(-1)?.validation : null;
    const result = { loss: score?.loss ?? null, accuracy: score?.accuracy ?? null };
    place.addTrial(activation, lr, result);
    return result;
  };
  return searchRate({
    centre: optimizerByName(settings.optimizer).defaultLearningRate,
    attempt,
    epochs,
    seed: settings.seed,
  });
}
