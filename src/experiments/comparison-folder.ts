import { appendFileSync, closeSync, constants, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isModulePath } from '../activations/module-path.ts';
import type { Splits } from '../dataset/dataset.ts';
import { statsAt } from '../dataset/file.ts';
import { requireSameData } from '../runs/checkpoint/resume.ts';
import { documentText } from '../runs/files/document-text.ts';
import { parseJson, toJson } from '../runs/files/json.ts';
import { jsonLines } from '../runs/files/json-lines.ts';
import { logText } from '../runs/files/log-text.ts';
import { Omissions } from '../runs/files/omissions.ts';
import { openOwnFile } from '../runs/files/own-file.ts';
import { replaceFile } from '../runs/files/replace-file.ts';
import { RunLock } from '../runs/folder/run-lock.ts';
import { claimFolder } from '../runs/folder/run-writer.ts';
import { message, setting } from '../util/message.ts';
import { UserError } from '../util/user-error.ts';
import { type Plan, resolvePlan } from './plan.ts';
import type { RateScore } from './rate-search.ts';

const PLAN = 'plan.json';
const TRIALS = 'search.jsonl';
const RESULT = 'compare.json';

const planSchema = z.object({
  settings: z.record(z.string(), z.unknown()),
  plan: z.record(z.string(), z.unknown()),
  data: z.object({ fingerprint: z.string() }),
});

/** A line of search.jsonl: how a short run of a search came out. */
const trialSchema = z.object({
  activation: z.string(),
  lr: z.number().positive(),
  loss: z.number().nullable(),
  accuracy: z.number().nullable(),
});

/**
 * The folder of a comparison: what is to be compared, before anything is; then the run folders, and what searches have
 * found. With these a comparison that was cut off goes on. It belongs to one process at a time.
 */
export class ComparisonFolder {
  private constructor(
    readonly folder: string,
    private readonly lock: RunLock,
    private readonly trials: Map<string, RateScore>,
  ) {}

  /** A new one, with -2, -3, ... where the name is taken. @throws UserError where it cannot be made */
  static async create(wanted: string, { plan, splits }: { plan: Plan; splits: Splits }): Promise<ComparisonFolder> {
    const folder = claimFolder(wanted);
    const lock = RunLock.take(folder);
    const { settings, activations, seeds, lr } = plan;
    const content = { settings, plan: { activations, seeds, lr }, data: { fingerprint: splits.fingerprint } };
    await replaceFile(join(folder, PLAN), `${toJson(content, 2)}\n`);
    return new ComparisonFolder(folder, lock, new Map());
  }

  /** One that was begun before. @throws UserError where another process works in it, or other data are given */
  static open(folder: string, { splits }: { splits: Splits }): ComparisonFolder {
    const { data } = readPlan(folder);
    requireSameData(folder, data, splits);
    const lock = RunLock.take(folder);
    const trials = new Map<string, RateScore>();
    const file = join(folder, TRIALS);
    const text = statsAt(file) ? logText(file) : '';
    for (const { value } of jsonLines(text, trialSchema, TRIALS, new Omissions())) {
      const { activation, lr, loss, accuracy } = value;
      trials.set(keyOf(activation, lr), { loss, accuracy });
    }
    return new ComparisonFolder(folder, lock, trials);
  }

  /** How a trial came out, where it was made before. */
  trial(activation: string, lr: number): RateScore | undefined {
    return this.trials.get(keyOf(activation, lr));
  }

  /** Remembers how a trial came out. */
  addTrial(activation: string, lr: number, { loss, accuracy }: RateScore): void {
    // A line that a crash has cut off is passed over by the reader, so the next one begins with a line of its own.
    const file = openOwnFile(join(this.folder, TRIALS), constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND);
    try {
      appendFileSync(file, `\n${toJson({ activation, lr, loss, accuracy })}`);
    } finally {
      closeSync(file);
    }
  }

  /** Lets go of the folder, and removes it where nothing came of it. @returns whether there is something to go on with */
  release(): boolean {
    this.lock.release();
    if (readdirSync(this.folder).join() !== PLAN) return true;
    rmSync(this.folder, { recursive: true });
    return false;
  }
}

const keyOf = (activation: string, lr: number) => `${activation} ${lr}`;

/** Whether a folder is that of a comparison, and whether that has come to its end. */
export function comparisonAt(folder: string): 'none' | 'begun' | 'done' {
  if (!statsAt(join(folder, PLAN))?.isFile()) return 'none';
  return statsAt(join(folder, RESULT)) ? 'done' : 'begun';
}

/**
 * What a comparison that was begun compares.
 * @param modules activations of the user's own, named again: a path inside a folder is never followed
 * @throws UserError for a broken file, and where the modules are not named
 */
export function planOf(folder: string, modules: readonly string[], data?: string): Plan {
  const { settings, plan } = readPlan(folder);
  const label = (name: string) => `${name} in ${join(folder, PLAN)}`;
  const resolved = resolvePlan({ label, values: { ...settings, ...plan, ...(data && { data }) } });
  const own = resolved.activations.filter(isModulePath);
  if (own.join() !== modules.join()) {
    throw new UserError({
      rule: own.length > 0 ? `${folder} has activations of your own` : `${folder} has no activations of your own`,
      received: modules.length > 0 ? modules.join() : undefined,
      fix:
        own.length > 0
          ? message`name their modules again: ${setting('activation', own.join())}`
          : message`leave ${setting('activation')} out`,
    });
  }
  return resolved;
}

function readPlan(folder: string): z.infer<typeof planSchema> {
  const file = join(folder, PLAN);
  const parsed = planSchema.safeParse(parseJson(documentText(file), file));
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new UserError({ rule: `${file} must be the plan of a comparison`, received: `${path.join('.')}: ${message}` });
}
