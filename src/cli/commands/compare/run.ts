import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { compare, type Preparation } from '../../../experiments/compare.ts';
import type { ComparisonRecord } from '../../../experiments/comparison.ts';
import type { ComparisonFolder } from '../../../experiments/comparison-folder.ts';
import { ThreadPool } from '../../../experiments/pool/thread-pool.ts';
import { replaceFile } from '../../../runs/files/replace-file.ts';
import { interruption } from '../../output/interruption.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { language } from '../../output/language.ts';
import { words } from '../../output/words.ts';
import { version } from '../../version.ts';
import { ComparisonProgress } from './progress.ts';
import { comparisonReport, describeComparison } from './report.ts';

/**
 * Compares with progress on stderr and the result on stdout, and sets the exit code. What `compare` and `resume` share.
 * @param begun when all began, by performance.now()
 */
export async function compareAndReport(
  preparation: Preparation,
  place: ComparisonFolder,
  flags: { quiet?: true; json?: true },
  begun: number,
): Promise<void> {
  const { plan } = preparation;
  const { folder } = place;
  const { signal, exitCode, release } = interruption();
  const size = plan.jobs === 'auto' ? availableParallelism() : plan.jobs;
  if (!flags.quiet) say(describeComparison(preparation, size, words()));
  const pool = new ThreadPool({ splits: preparation.splits, size, version: version(), signal });
  const progress = new ComparisonProgress(plan, preparation.activations.length, flags.quiet === true);
  let record: ComparisonRecord | undefined;
  try {
    const listen = progress.add.bind(progress);
    record = await compare(preparation, pool, { folder: place, version: version(), begun, listen });
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = exitCode();
  } finally {
    progress.stop();
    await pool.close();
    release();
    const left = place.release();
    if (!record && (left || signal.aborted)) sayWhatIsLeft(progress, left ? folder : null, signal.aborted);
  }
  if (!record) return;
  const report = await saveReport(record);
  const { comparison } = record;
  if (flags.json && comparison.seeds.length === 1 && !flags.quiet) say(words().comparison.noInterval);
  if (flags.json) printJson(comparison);
  else print(comparisonReport(record, { report, ...effortOf(pool, comparison.seconds) }, terminal()));
}

function effortOf({ threads, busySeconds }: ThreadPool, seconds: number) {
  return { threads, busy: busySeconds / (seconds * threads) };
}

/** Where a comparison ends before its end, what is left of it; null for nothing. */
function sayWhatIsLeft({ trained, runs }: ComparisonProgress, folder: string | null, interrupted: boolean): void {
  const left = folder === null ? null : { done: trained, runs, folder };
  say(words().comparison.leftBehind({ interrupted, left }));
}

/** Draws and saves report.html; where it is. What draws is heavy: it is loaded when it is needed. */
async function saveReport(record: ComparisonRecord): Promise<string> {
  const { comparisonReport: draw } = await import('../../../charts/report/index.ts');
  const file = join(record.comparison.folder, 'report.html');
  await replaceFile(file, await draw(record, { language: language() }));
  return file;
}
