/**
 * gradlens: multilayer perceptrons from scratch, and what the choice of activation does to them.
 *
 * @example
 * import { dense, fitScale, loadMnist, Network, randomSource, train } from 'gradlens';
 *
 * const { train: data, test } = await loadMnist();
 * const scale = fitScale('255', data);
 * const random = randomSource(0);
 * const network = new Network({ inputs: data.features, layers: [dense(100, 'tanh'), dense(10)], random });
 * for await (const event of train({ network, train: data, test, scale, epochs: 3, batchSize: 32, random })) {
 *   if (event.type === 'epoch') console.log(event.epoch, event.test?.accuracy);
 * }
 *
 * @module
 */

export { loadActivation } from './activations/load.ts';
export { drawsHangul, type PngOptions, toPng } from './charts/graphics/png.ts';
export { comparisonReport, type ReportOptions, runReport } from './charts/report/index.ts';
export {
  type DatasetName,
  type Downloaded,
  type DownloadOptions,
  type DownloadProgress,
  datasetNames,
  downloadDataset,
} from './dataset/download/download.ts';
export type { LabelColumn } from './dataset/label-column.ts';
export { loadMnist, type MnistOptions } from './dataset/mnist.ts';
export { type LoadOptions, loadData } from './dataset/splits.ts';
export type { Progress } from './dataset/tables/table-bytes.ts';
export {
  type CompareOptions,
  type ComparisonEvent,
  compare,
  type Preparation,
  prepareComparison,
} from './experiments/compare.ts';
export type {
  ActivationResult,
  Censored,
  ComparedRun,
  Comparison,
  ComparisonRecord,
  Milestone,
  Spread,
  Verdict,
} from './experiments/comparison.ts';
export { ComparisonFolder } from './experiments/comparison-folder.ts';
export { type Plan, resolvePlan } from './experiments/plan.ts';
export type { Pool, Task, TaskProgress } from './experiments/pool/task.ts';
export { ThreadPool, type ThreadPoolOptions } from './experiments/pool/thread-pool.ts';
export { loadEngine, selectEngine } from './kernels/index.ts';
export * from './portable.ts';
export { type Assembly, assemble } from './runs/assemble.ts';
export type { LogLengths } from './runs/checkpoint/checkpoint.ts';
export { type ContinuedRun, type ResumeChanges, type Resumed, resumeRun } from './runs/checkpoint/resume.ts';
export { type Course, diagnoseRun } from './runs/diagnose-run.ts';
export { type BrokenRun, type ListedRun, listRuns, type RunList, type RunStatus } from './runs/folder/list-runs.ts';
export { type LoggedStep, type RecordFile, readRunRecord, readSteps } from './runs/folder/read-run-record.ts';
export { RunLock } from './runs/folder/run-lock.ts';
export { readRunConfig } from './runs/folder/run-reader.ts';
export { readLoggedCurves, readLogs } from './runs/foreign/read-curves.ts';
export type { CurveMetric, LoggedCurve, LoggedCurves, LoggedPoint } from './runs/logs/curves.ts';
export { type RunOptions, runTraining, type TrainedRun } from './runs/run-training.ts';
export type { VerdictFacts } from './words/phrases/verdicts.ts';
